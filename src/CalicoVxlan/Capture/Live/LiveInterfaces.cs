using System.Net.NetworkInformation;
using CalicoVxlan.Common;

namespace CalicoVxlan.Capture.Live;

/// <summary>The interfaces of this machine (of this thread's network namespace) that can be captured on.</summary>
public static class LiveInterfaces
{
    /// <summary>The name that stands for every interface, on Linux.</summary>
    public const string Any = "any";

    /// <summary>All of them, from libpcap or, where it is missing, from .NET. Needs no privilege; answers nothing rather than fail.</summary>
    public static IReadOnlyList<LiveInterface> List()
    {
        try
        {
            IReadOnlyList<LiveInterface> own = FromSystem();
            if (!LibPcapLibrary.IsPresent || PcapDeviceList.Get() is not { } devices)
            {
                return own;
            }

            if (!OperatingSystem.IsLinux())
            {
                return devices;
            }

            // libpcap also lists USB and Bluetooth devices, and names from a /sys that may belong to another network namespace.
            HashSet<string> names = new(own.Select(static o => o.Name), StringComparer.Ordinal) { Any };
            return [.. devices.Where(d => names.Contains(d.Name))];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }

    /// <summary>Why each of the names can't be captured on, by name; those that can are not in the answer. The interfaces are looked at once.</summary>
    public static IReadOnlyDictionary<string, CaptureException> Refuse(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        IReadOnlyList<LiveInterface> all = OperatingSystem.IsLinux() ? FromSystem() : List();
        Dictionary<string, CaptureException> refused = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (Refuse(name, all) is { } refusal)
            {
                refused[name] = refusal;
            }
        }

        return refused;
    }

    // Compared whole and exactly with what exists: libpcap and the kernel would take "eth0:1" for eth0, "usbmon1" for a USB bus,
    // "rpcap://host/eth0" for a request to another machine.
    private static CaptureException? Refuse(string name, IReadOnlyList<LiveInterface> all)
    {
        bool exists = all.Any(i => i.Name == name) || (name == Any && OperatingSystem.IsLinux());
        if (!exists)
        {
            return NoSuchInterface(name, all);
        }

        return OperatingSystem.IsLinux() && IsTakenByLibPcap(name)
            ? new CaptureException(CaptureFailure.Other, name, $"Interface '{name}' has a name that libpcap gives another meaning.", "Rename the interface to capture on it.")
            : null;
    }

    internal static bool Exists(string name) => name == Any || FromSystem().Any(i => i.Name == name);

    private static bool IsTakenByLibPcap(string name) =>
        name is "nflog" or "nfqueue" or "bluetooth-monitor"
        || name.StartsWith("usbmon", StringComparison.Ordinal)
        || name.StartsWith("bluetooth", StringComparison.Ordinal)
        || name.StartsWith("dbus-", StringComparison.Ordinal);

    private static CaptureException NoSuchInterface(string name, IReadOnlyList<LiveInterface> all)
    {
        const int Shown = 20;
        string names = string.Join(", ", all.Select(static i => SafeText.Clean(i.Name)).Take(Shown));
        string more = all.Count > Shown ? $" and {all.Count - Shown} more" : "";
        string known = all.Count == 0 ? "none was found" : names + more;
        return new CaptureException(
            CaptureFailure.NoSuchInterface,
            SafeText.Clean(name),
            $"There is no interface '{SafeText.Clean(name)}' here.",
            $"Name one of the interfaces of this network namespace: {known}.");
    }

    private static List<LiveInterface> FromSystem()
    {
        List<LiveInterface> found = [];
        foreach (NetworkInterface nic in NetworkInterface.GetAllNetworkInterfaces())
        {
            string description = nic.Description == nic.Name ? "" : nic.Description;
            found.Add(new LiveInterface(nic.Name, SafeText.Clean(description), AddressesOf(nic), nic.OperationalStatus != OperationalStatus.Down));
        }

        return found;
    }

    private static System.Net.IPAddress[] AddressesOf(NetworkInterface nic)
    {
        try
        {
            return [.. nic.GetIPProperties().UnicastAddresses.Select(static a => a.Address)];
        }
        catch (NetworkInformationException)
        {
            // The interface went away between the two questions.
            return [];
        }
    }
}
