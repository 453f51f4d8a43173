using System.Management.Automation;
using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Live;
using CalicoVxlan.Common;
using CalicoVxlan.Frames;
using CalicoVxlan.PS.Completion;
using CalicoVxlan.PS.Errors;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Capturing from this machine's interfaces.</summary>
public abstract partial class CaptureCommand
{
    /// <summary>Interfaces to capture on, wildcards allowed; <c>any</c> is all of them, on Linux. Pods from Find-PodVeth bring theirs.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Interface, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string[]? Interface { get; set; }

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

    private void CaptureLive()
    {
        try
        {
            string[] interfaces = ExpandInterfaces();
            LivePacketSource source = new(new LiveCaptureOptions
            {
                Interfaces = MyInvocation.ExpectingInput ? OfThisMachine(interfaces) : interfaces,
                Filter = Filter,
                Duration = Duration,
                SnapLength = SnapLength,
                BufferSize = BufferSize,
            });
            using FrameReader reader = new(source, MakeDecodeOptions(), MakeFilter());
            Read(reader, string.Join(", ", wanted));
        }
        catch (CaptureException failure)
        {
            WriteError(CaptureErrors.For(failure));
        }
    }

    private string[] ExpandInterfaces()
    {
        List<string> names = [];
        foreach (string name in wanted)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name))
            {
                names.Add(name);
                continue;
            }

            WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.None);
            string[] found = [.. LiveInterfaces.List().Select(static i => i.Name).Where(n => n != LiveInterfaces.Any && pattern.IsMatch(n))];
            names.AddRange(found.Length > 0 ? found : [name]);
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    // Pods of a cluster are on several nodes, and this is one of them.
    private string[] OfThisMachine(string[] names)
    {
        HashSet<string> here = [.. LiveInterfaces.List().Select(static i => i.Name)];
        string[] others = [.. names.Where(n => !here.Contains(n))];
        if (others.Length > 0 && others.Length < names.Length)
        {
            WriteWarning($"{others.Length} of {names.Length} interfaces are not on this machine and are left out ({SafeText.Clean(string.Join(", ", others.Take(4)))}): capture there, too.");
        }

        return others.Length < names.Length ? [.. names.Where(here.Contains)] : names;
    }
}
