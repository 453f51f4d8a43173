using System.Text;

namespace CalicoVxlan.Evidence.Collecting;

/// <summary>Settings as grep prints them below /proc/sys, turned into what sysctl(8) prints.</summary>
internal static class SysctlText
{
    /// <summary>
    /// Of <c>net/ipv4/conf/vxlan.calico/rp_filter:0</c> makes <c>net.ipv4.conf.vxlan/calico.rp_filter = 0</c>: dots and slashes change places, as
    /// sysctl does it.
    /// </summary>
    public static byte[] FromPaths(ReadOnlySpan<byte> lines)
    {
        StringBuilder text = new(lines.Length + 1024);
        foreach (string line in Encoding.UTF8.GetString(lines).Split('\n'))
        {
            int colon = line.LastIndexOf(':');
            if (colon > 0)
            {
                foreach (char c in line.AsSpan(0, colon))
                {
                    _ = text.Append(c switch { '/' => '.', '.' => '/', _ => c });
                }

                _ = text.Append(" = ").Append(line, colon + 1, line.Length - colon - 1).Append('\n');
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
