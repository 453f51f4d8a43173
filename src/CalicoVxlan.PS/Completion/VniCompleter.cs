using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;

namespace CalicoVxlan.PS.Completion;

/// <summary>Completes the VNIs of the files that -Path names, and Calico's own.</summary>
public sealed class VniCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        SortedDictionary<int, string> vnis = new()
        {
            [4096] = "Calico's default VNI",
            [VxlanHeader.CalicoNodePortVni] = "node ports of Calico's eBPF dataplane",
        };
        foreach (VxlanFrame frame in CaptureSample.Read(fakeBoundParameters))
        {
            if (frame.Vni is { } vni)
            {
                _ = vnis.TryAdd(vni, $"seen at {frame.CapturePoint}");
            }
        }

        return Suggestions.Matching(wordToComplete, vnis.Select(static v => (v.Key.ToString(CultureInfo.InvariantCulture), v.Value)));
    }
}
