using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace CalicoVxlan.Lab.Kernel;

/// <summary>Switches a device's transmit checksum offload as Felix does (felix/ethtool/ethtool.go): <c>ethtool -K DEVICE tx on|off</c> without ethtool.</summary>
internal static unsafe partial class ChecksumOffload
{
    // linux/sockios.h and linux/ethtool.h.
    private const nuint SiocEthtool = 0x8946;
    private const uint SetTxChecksum = 0x17;
    private const int InterfaceNameLength = 16;
    private const int Inet = 2;
    private const int Datagram = 2;

    /// <summary>Switches it in this thread's namespace.</summary>
    public static void Set(string device, bool on)
    {
        byte* request = stackalloc byte[40];
        new Span<byte>(request, 40).Clear();
        _ = Encoding.ASCII.GetBytes(device, new Span<byte>(request, InterfaceNameLength - 1));
        uint* value = stackalloc uint[2] { SetTxChecksum, on ? 1u : 0u };
        *(uint**)(request + InterfaceNameLength) = value;
        int socket = Socket(Inet, Datagram, 0);
        try
        {
            if (socket < 0 || Control(socket, SiocEthtool, request) != 0)
            {
                string reason = new Win32Exception(Marshal.GetLastPInvokeError()).Message;
                throw new LabException(LabFailure.CommandFailed, device, $"Checksum offload of {device} can't be switched: {reason}",
                    "Remove the lab; this kernel does not let the offload be switched.");
            }
        }
        finally
        {
            _ = Close(socket);
        }
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int file, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
