using System.Management.Automation;
using CalicoVxlan.Common;
using CalicoVxlan.Frames;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Refuses what is no protocol while parameters are bound.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateProtocolAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        string text = element?.ToString() ?? "";
        if (!FrameFilter.IsProtocol(text))
        {
            throw new ValidationMetadataException(
                $"'{SafeText.Clean(text)}' is no protocol: use TCP, UDP, ICMP, ICMPv6, ARP, IGMP, SCTP, GRE, ESP, IPIP, or an IP protocol number from 0 to 255.");
        }
    }
}
