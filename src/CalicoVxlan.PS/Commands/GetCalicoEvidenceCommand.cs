using System.Management.Automation;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Collecting;
using CalicoVxlan.PS.Abstractions;
using CalicoVxlan.PS.Completion;
using CalicoVxlan.PS.Errors;

namespace CalicoVxlan.PS.Commands;

/// <summary>Collects what a cluster and its nodes say: live through kubectl, or from a lab. What can't be had is named; the rest goes on.</summary>
[Cmdlet(VerbsCommon.Get, "CalicoEvidence", DefaultParameterSetName = LiveSet)]
[OutputType(typeof(CalicoEvidence))]
public sealed class GetCalicoEvidenceCommand : CancellableCommand
{
    private const string LiveSet = "Live";
    private const string LabSet = "Lab";

    /// <summary>A context of the kubeconfig; its current one otherwise.</summary>
    [Parameter(ParameterSetName = LiveSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string? Context { get; set; }

    /// <summary>A kubeconfig file; the one that kubectl finds otherwise.</summary>
    [Parameter(ParameterSetName = LiveSet)]
    [ValidateNotNullOrEmpty]
    public string? Kubeconfig { get; set; }

    /// <summary>The words before a command on a node, such as 'ssh {node}'; the calico-node pods otherwise.</summary>
    [Parameter(ParameterSetName = LiveSet)]
    [ValidateNotNullOrEmpty]
    public string? NodeCommand { get; set; }

    /// <summary>A lab of this machine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LabSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LabCompleter))]
    public string Lab { get; set; } = "";

    /// <summary>Only these nodes are asked; wildcards allowed. The API is asked about all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public string[]? Node { get; set; }

    /// <summary>Nodes that are asked at once, 1 to 256.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Seconds that a node, or a request to the API, may take; 1 to 3600.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CollectSteps steps = new(this);
        try
        {
            CalicoEvidence evidence = ParameterSetName == LabSet
                ? LabEvidence.Collect(Lab, Options(steps), Stop)
                : EvidenceCollector.FromCluster(Access(), Options(steps), Stop);
            steps.Complete();
            foreach (string warning in EvidenceWarnings.Of(evidence.Errors))
            {
                WriteWarning(warning);
            }

            ReportUnknownNodes(evidence);
            EvidenceAtHand.Last = evidence;
            WriteObject(evidence);
        }
        catch (EvidenceException failure)
        {
            steps.Complete();
            WriteError(EvidenceErrors.For(failure));
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            // Stopped; PowerShell knows.
        }
    }

    private ClusterAccess Access() => new()
    {
        Context = Context,
        Kubeconfig = Kubeconfig is null ? null : GetUnresolvedProviderPathFromPSPath(Kubeconfig),
        NodeCommand = NodeCommand,
    };

    private CollectOptions Options(CollectSteps steps)
    {
        WildcardPattern[]? patterns = Node?.Select(static n => WildcardPattern.Get(n, WildcardOptions.IgnoreCase)).ToArray();
        return new CollectOptions
        {
            Wants = patterns is null ? null : name => patterns.Any(p => p.IsMatch(name)),
            Named = Node?.Where(static n => !WildcardPattern.ContainsWildcardCharacters(n)).ToArray() ?? [],
            ThrottleLimit = ThrottleLimit,
            Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
            Progress = steps.Report,
        };
    }

    // A node that was asked for by name and is in no list is a mistake; one that doesn't answer is in Errors.
    private void ReportUnknownNodes(CalicoEvidence evidence)
    {
        HashSet<string> known = new(evidence.Nodes.Concat(evidence.Errors.Select(static e => e.Scope)), StringComparer.OrdinalIgnoreCase);
        foreach (string name in Node?.Where(n => !WildcardPattern.ContainsWildcardCharacters(n) && !known.Contains(n)) ?? [])
        {
            WriteError(EvidenceErrors.NoSuchNode(name, evidence.Cluster));
        }
    }
}
