using System.Management.Automation;
using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Live;
using CalicoVxlan.Frames;
using CalicoVxlan.PS.Completion;
using CalicoVxlan.PS.Errors;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Capturing from this machine's interfaces.</summary>
public abstract partial class CaptureCommand
{
    private const int MostNamed = 4;

    private readonly List<string> wanted = [];
    private bool fromLine;
    private int nameless;

    /// <summary>
    /// Interfaces to capture on, wildcards allowed; <c>any</c> is all of them, on Linux. Those of all objects that come down the pipeline are one capture,
    /// which begins when the last has come.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Interface, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string[]? Interface { get; set; } = [];

    /// <summary>What the kernel shall keep, in pcap-filter(7)'s language, such as <c>udp port 4789</c>.</summary>
    [Parameter(ParameterSetName = ParameterSets.Interface)]
    [ValidateNotNullOrEmpty]
    public string? Filter { get; set; }

    /// <summary>How long to capture: seconds, or 500ms, 30s, 5m, 2h, 00:00:30. Without it until Ctrl+C.</summary>
    [Parameter(ParameterSetName = ParameterSets.Interface)]
    [Duration]
    public TimeSpan? Duration { get; set; }

    /// <summary>End after so many frames that are wanted.</summary>
    [Parameter(ParameterSetName = ParameterSets.Interface)]
    [ValidateRange(1L, long.MaxValue)]
    public long Count { get; set; }

    /// <summary>The most bytes to keep of a packet, 1 to 262144.</summary>
    [Parameter(ParameterSetName = ParameterSets.Interface)]
    [ValidateRange(1, 262144)]
    public int SnapLength { get; set; } = 262144;

    /// <summary>Bytes of kernel memory for packets not fetched yet, for each interface; 64KB to 1GB.</summary>
    [Parameter(ParameterSetName = ParameterSets.Interface)]
    [ValidateRange(65536, 1073741824)]
    public int BufferSize { get; set; } = 16 * 1024 * 1024;

    // A filter that can't be must be heard of before anything is captured.
    private void CheckFilter(string text)
    {
        try
        {
            BpfFilter.Check(text);
        }
        catch (CaptureException failure)
        {
            ThrowTerminatingError(CaptureErrors.For(failure));
        }
    }

    // A capture of the first alone would keep the second waiting for ever.
    private void Collect()
    {
        string[] names = [.. (Interface ?? []).Where(static n => !string.IsNullOrEmpty(n))];
        wanted.AddRange(names);
        nameless += names.Length == 0 ? 1 : 0;
    }

    private void CaptureLive()
    {
        string[] names = LeaveOut(ExpandInterfaces());
        if (names.Length == 0)
        {
            return;
        }

        try
        {
            LivePacketSource source = new(new LiveCaptureOptions
            {
                Interfaces = names,
                Filter = Filter,
                Duration = Duration,
                SnapLength = SnapLength,
                BufferSize = BufferSize,
            });
            using FrameReader reader = new(source, MakeDecodeOptions(), MakeFilter());
            Read(reader, string.Join(", ", names));
            if (reader.Plain > 0 && reader.Plain == reader.PacketsRead && !Stop.IsCancellationRequested)
            {
                WriteWarning($"{reader.Plain} frames were captured, none of them encapsulated: a pod's interface is in front of the tunnel. -All shows them.");
            }
        }
        catch (CaptureException failure)
        {
            WriteError(CaptureErrors.For(failure));
        }
    }

    // What is named on the line is wanted as it is. Of what comes down the pipeline, such as every pod's interface, that of this machine is captured.
    private string[] LeaveOut(string[] names)
    {
        if (names.Length == 0)
        {
            WriteError(CaptureErrors.NoInterface());
        }
        else if (nameless > 0)
        {
            WriteWarning($"{nameless} of the objects have no interface and were left out; a pod on its node's network has none of its own.");
        }

        if (fromLine)
        {
            return names;
        }

        IReadOnlyDictionary<string, CaptureException> refused = LiveInterfaces.Refuse(names);
        CaptureException[] elsewhere = [.. refused.Values.Where(static r => r.Failure == CaptureFailure.NoSuchInterface)];
        foreach (CaptureException other in refused.Values.Except(elsewhere))
        {
            WriteError(CaptureErrors.For(other));
        }

        // Of a large cluster's pods thousands are elsewhere: all of them are one thing to say.
        if (elsewhere.Length == names.Length && names.Length > 0)
        {
            WriteError(CaptureErrors.Elsewhere(elsewhere[0]));
        }
        else if (elsewhere.Length > 0)
        {
            string some = string.Join(", ", elsewhere.Take(MostNamed).Select(static e => e.Target)) + (elsewhere.Length > MostNamed ? ", ..." : "");
            WriteWarning($"{elsewhere.Length} of {names.Length} interfaces are not on this machine and are left out ({some}): capture there, too.");
        }

        return [.. names.Where(n => !refused.ContainsKey(n))];
    }

    private string[] ExpandInterfaces()
    {
        string[]? here = null;
        List<string> names = [];
        foreach (string name in wanted)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name))
            {
                names.Add(name);
                continue;
            }

            here ??= [.. LiveInterfaces.List().Select(static i => i.Name).Where(static n => n != LiveInterfaces.Any)];
            WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.None);
            string[] found = [.. here.Where(pattern.IsMatch)];
            names.AddRange(found.Length > 0 ? found : [name]);
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }
}
