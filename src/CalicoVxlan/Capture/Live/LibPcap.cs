using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CalicoVxlan.Common;

namespace CalicoVxlan.Capture.Live;

/// <summary>
/// The functions of libpcap that are needed and no more, named as libpcap's manual pages (pcap(3PCAP)) name them. Found when
/// first called; call <see cref="LibPcapLibrary.Require"/> before, so that a missing library is a clear error.
/// </summary>
internal static unsafe partial class LibPcap
{
    public const int ErrorBufferSize = 256;
    public const int PrecisionNano = 1;
    public const uint NetmaskUnknown = 0xffffffff;
    public const uint InterfaceLoopback = 1;
    public const uint InterfaceUp = 2;

    // pcap_activate(3PCAP): what it answers.
    public const int ErrorNoSuchDevice = -5;
    public const int ErrorPermissionDenied = -8;
    public const int ErrorInterfaceNotUp = -9;
    public const int ErrorPromiscuousPermissionDenied = -11;

    private const string Library = LibPcapLibrary.Name;

    static LibPcap() => LibPcapLibrary.Install();

    [LibraryImport(Library, EntryPoint = "pcap_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Create(string source, byte* error);

    [LibraryImport(Library, EntryPoint = "pcap_set_snaplen")]
    public static partial int SetSnapLength(nint handle, int length);

    [LibraryImport(Library, EntryPoint = "pcap_set_promisc")]
    public static partial int SetPromiscuous(nint handle, int on);

    [LibraryImport(Library, EntryPoint = "pcap_set_timeout")]
    public static partial int SetTimeout(nint handle, int milliseconds);

    [LibraryImport(Library, EntryPoint = "pcap_set_immediate_mode")]
    public static partial int SetImmediateMode(nint handle, int on);

    [LibraryImport(Library, EntryPoint = "pcap_set_buffer_size")]
    public static partial int SetBufferSize(nint handle, int bytes);

    [LibraryImport(Library, EntryPoint = "pcap_set_tstamp_precision")]
    public static partial int SetTimestampPrecision(nint handle, int precision);

    [LibraryImport(Library, EntryPoint = "pcap_get_tstamp_precision")]
    public static partial int GetTimestampPrecision(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_activate")]
    public static partial int Activate(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_close")]
    public static partial void Close(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_geterr")]
    public static partial nint GetError(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_setnonblock")]
    public static partial int SetNonBlocking(nint handle, int on, byte* error);

    [LibraryImport(Library, EntryPoint = "pcap_get_selectable_fd")]
    public static partial int GetSelectableDescriptor(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_datalink")]
    public static partial int GetDataLink(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_set_datalink")]
    public static partial int SetDataLink(nint handle, int dlt);

    [LibraryImport(Library, EntryPoint = "pcap_dispatch")]
    public static partial int Dispatch(nint handle, int count, delegate* unmanaged[Cdecl]<nint, byte*, byte*, void> callback, nint user);

    [LibraryImport(Library, EntryPoint = "pcap_stats")]
    public static partial int GetStatistics(nint handle, out Statistics statistics);

    [LibraryImport(Library, EntryPoint = "pcap_open_dead")]
    public static partial nint OpenDead(int dlt, int snapLength);

    [LibraryImport(Library, EntryPoint = "pcap_compile", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Compile(nint handle, out FilterProgram program, string text, int optimize, uint netmask);

    [LibraryImport(Library, EntryPoint = "pcap_setfilter")]
    public static partial int SetFilter(nint handle, ref FilterProgram program);

    [LibraryImport(Library, EntryPoint = "pcap_freecode")]
    public static partial void FreeCode(ref FilterProgram program);

    [LibraryImport(Library, EntryPoint = "pcap_findalldevs")]
    public static partial int FindAllDevices(out Device* devices, byte* error);

    [LibraryImport(Library, EntryPoint = "pcap_freealldevs")]
    public static partial void FreeAllDevices(Device* devices);

    /// <summary>What the library or the kernel says, free of control characters.</summary>
    public static string Text(byte* text) => SafeText.Clean(Marshal.PtrToStringUTF8((nint)text) ?? "");

    public static string LastError(nint handle) => Text((byte*)GetError(handle));

    [StructLayout(LayoutKind.Sequential)]
    public struct FilterProgram
    {
        public uint Length;
        public nint Instructions;
    }

    /// <summary>pcap_stats(3PCAP); Windows appends three more numbers.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Statistics
    {
        public uint Received;
        public uint Dropped;
        public uint DroppedByInterface;
        private readonly WindowsTail tail;

        [InlineArray(5)]
        private struct WindowsTail
        {
            private uint first;
        }
    }

    /// <summary>pcap_if_t of pcap_findalldevs(3PCAP).</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Device
    {
        public Device* Next;
        public byte* Name;
        public byte* Description;
        public DeviceAddress* Addresses;
        public uint Flags;
    }

    /// <summary>pcap_addr_t of pcap_findalldevs(3PCAP).</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct DeviceAddress
    {
        public DeviceAddress* Next;
        public byte* Address;
        public byte* Netmask;
        public byte* Broadcast;
        public byte* Destination;
    }
}
