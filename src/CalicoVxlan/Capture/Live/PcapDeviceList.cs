using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace CalicoVxlan.Capture.Live;

/// <summary>The devices as libpcap lists them, pcap_findalldevs(3PCAP).</summary>
internal static unsafe class PcapDeviceList
{
    // A guard against a list that never ends, far above what a machine has.
    private const int MaxDevices = 100_000;

    public static IReadOnlyList<LiveInterface>? Get()
    {
        byte* error = stackalloc byte[LibPcap.ErrorBufferSize];
        if (LibPcap.FindAllDevices(out LibPcap.Device* devices, error) != 0)
        {
            return null;
        }

        try
        {
            List<LiveInterface> found = [];
            for (LibPcap.Device* device = devices; device != null && found.Count < MaxDevices; device = device->Next)
            {
                found.Add(new LiveInterface(
                    Marshal.PtrToStringUTF8((nint)device->Name) ?? "",
                    LibPcap.Text(device->Description),
                    AddressesOf(device->Addresses),
                    (device->Flags & LibPcap.InterfaceUp) != 0));
            }

            return found;
        }
        finally
        {
            LibPcap.FreeAllDevices(devices);
        }
    }

    private static List<IPAddress> AddressesOf(LibPcap.DeviceAddress* first)
    {
        List<IPAddress> addresses = [];
        for (LibPcap.DeviceAddress* entry = first; entry != null; entry = entry->Next)
        {
            if (entry->Address != null && Parse(entry->Address) is { } address)
            {
                addresses.Add(address);
            }
        }

        return addresses;
    }

    // struct sockaddr: BSD has a length byte before a one-byte family, Linux and Windows a two-byte family.
    private static IPAddress? Parse(byte* address)
    {
        int family = OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? address[1] : *(ushort*)address;
        int inet6 = OperatingSystem.IsWindows() ? 23 : OperatingSystem.IsMacOS() ? 30 : OperatingSystem.IsFreeBSD() ? 28 : 10;
        const int Inet = 2;
        return family == Inet ? new IPAddress(new ReadOnlySpan<byte>(address + 4, 4))
            : family == inet6 ? new IPAddress(new ReadOnlySpan<byte>(address + 8, 16), BinaryPrimitives.ReadUInt32LittleEndian(new ReadOnlySpan<byte>(address + 24, 4)))
            : null;
    }
}
