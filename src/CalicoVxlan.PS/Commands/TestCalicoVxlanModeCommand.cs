using System.Management.Automation;
using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Files;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Flows;
using CalicoVxlan.Frames;
using CalicoVxlan.Model;
using CalicoVxlan.PS.Abstractions;
using CalicoVxlan.PS.Completion;
using CalicoVxlan.PS.Errors;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.PS.Commands;

/// <summary>Checks whether a cluster is really and correctly in VXLAN mode.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CalicoVxlanMode")]
[OutputType(typeof(CheckResult), typeof(bool))]
public sealed class TestCalicoVxlanModeCommand : EvidenceCommand
{
    private bool hasFailed;
    private bool hasUnknown;
    private bool isMistyped;

    /// <summary>The mode that is demanded: Always or CrossSubnet; without it either is right.</summary>
    [Parameter(Position = 0)]
    [ValidateSet("Always", "CrossSubnet")]
    public string? Mode { get; set; }

    /// <summary>Only these checks, by id or category.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CheckCompleter))]
    public string[]? Include { get; set; }

    /// <summary>Not these checks, by id or category.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CheckCompleter))]
    public string[]? Exclude { get; set; }

    /// <summary>Only results that came out so: Fail, Warning, Inconclusive, Pass, NotApplicable. -Quiet and the exit code look at all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public CheckStatus[]? Status { get; set; }

    /// <summary>One truth value: true only when nothing fails and nothing that decides is unknown.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Earlier evidence of the same cluster: counters that grew since tell faults apart, and its tunnel addresses are looked for in policies and NAT rules.</summary>
    [Parameter]
    [EvidenceTransformation]
    [ValidateNotNull]
    public CalicoEvidence? Earlier { get; set; }

    /// <summary>Frames from Get-VxlanFrame -All: what was on the wire is checked too.</summary>
    [Parameter]
    [ValidateNotNull]
    public VxlanFrame[]? Frame { get; set; }

    /// <summary>Capture files: what was on the wire is checked too.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? CapturePath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ClusterModel model = Model;
        ReportUnknown(Include);
        ReportUnknown(Exclude);
        ModeTestOptions options = new()
        {
            Mode = Mode is null ? null : Enum.Parse<EncapsulationMode>(Mode, ignoreCase: true),
            Include = Wildcards.Match(Include),
            Exclude = Wildcards.Match(Exclude),
            Earlier = Earlier is null ? null : ClusterModel.Of(Earlier),
            Flows = Frame is null && CapturePath is null ? null : Flows(model),
        };
        IReadOnlyList<CheckResult> results = [];
        try
        {
            using NodeProgress progress = new(this, "Judging nodes", Math.Max(1, model.NodeNames.Count));
            progress.Run(judged => results = ModeTest.Run(model, options, judged, Stop));
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Write(results);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();

        // Once for all clusters: a failure in one outweighs what is unknown of the next.
        ShellHost.RequestExit(hasFailed ? ExitCode.Failed : hasUnknown ? ExitCode.Inconclusive : 0);
    }

    private void Write(IReadOnlyList<CheckResult> results)
    {
        if (Quiet)
        {
            WriteObject(ModeTest.IsPassed(results));
        }
        else
        {
            foreach (CheckResult result in results.Where(r => Status is null || Array.IndexOf(Status, r.Status) >= 0))
            {
                WriteObject(result);
            }
        }

        hasFailed |= results.Any(static r => r.Status == CheckStatus.Fail);
        hasUnknown |= results.Any(ModeTest.IsOpen) || (!isMistyped && !ModeTest.IsPassed(results));
    }

    private List<VxlanFlow> Flows(ClusterModel model)
    {
        ClusterNames names = new(model);
        FlowTable table = new(null, names);
        foreach (VxlanFrame frame in Frame ?? [])
        {
            table.Add(frame);
        }

        DecodeOptions decode = new([.. model.Ports.Select(static p => (ushort)p)]) { Names = names };
        foreach (string path in (CapturePath ?? []).SelectMany(p => GetResolvedProviderPathFromPSPath(p, out _)))
        {
            try
            {
                using FrameReader reader = new(CaptureFile.Open(path, reuseBlocks: true, Stop), decode, new FrameFilter { All = true });
                while (reader.MoveNext(Stop))
                {
                    table.Add(reader);
                }
            }
            catch (CaptureException failure)
            {
                WriteError(CaptureErrors.For(failure));
            }
        }

        return [.. table.GetFlows(FlowGrouping.Flow)];
    }

    private void ReportUnknown(string[]? patterns)
    {
        foreach (string pattern in patterns ?? [])
        {
            Predicate<string> match = Wildcards.Match([pattern])!;
            if (!ModeTest.Checks.Any(c => match(c.Id) || match(c.Category)))
            {
                isMistyped = true;
                WriteError(LookupErrors.NoSuchCheck(pattern));
            }
        }
    }
}
