using System.Runtime.InteropServices;
using CalicoVxlan.Common;

namespace CalicoVxlan.Capture.Live;

/// <summary>One open capture on one interface.</summary>
internal sealed unsafe class PcapDevice : IDisposable
{
    /// <summary>
    /// How long the kernel may keep a block of packets that is not full, in milliseconds. Shorter wakes the reader for little,
    /// longer lets packets wait to be seen.
    /// </summary>
    public const int BlockTimeout = 50;

    private const int DispatchError = -1;

    private nint handle;
    private GCHandle self;

    private PcapDevice(string name, PacketBatch batch)
    {
        Batch = batch;
        Interface = new CaptureInterface(SafeText.Clean(name), LinkType.Ethernet);
        Name = name;
    }

    public string Name { get; }

    public PacketBatch Batch { get; }

    public CaptureInterface Interface { get; private set; }

    /// <summary>Nanoseconds in one unit of a timestamp's fraction.</summary>
    public long TimestampUnit { get; private set; }

    /// <summary>What poll(2) waits on; -1 where there is nothing to wait on (Windows).</summary>
    public int Descriptor { get; private set; } = -1;

    public bool IsOpen => handle != 0;

    public LibPcap.Statistics Statistics { get; private set; }

    public static PcapDevice Open(string name, LiveCaptureOptions options, PacketBatch batch)
    {
        PcapDevice device = new(name, batch);
        try
        {
            device.Activate(options);
            return device;
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    /// <summary>Copies packets that are there into the batch; never waits.</summary>
    /// <returns>How many; 0 when there is none. On an error, what libpcap says.</returns>
    public int Dispatch(int limit, out string? error)
    {
        int count = LibPcap.Dispatch(handle, limit, &PacketBatch.OnPacket, GCHandle.ToIntPtr(self));
        error = count <= DispatchError ? LibPcap.LastError(handle) : null;
        return Math.Max(count, 0);
    }

    public void UpdateStatistics()
    {
        if (IsOpen && LibPcap.GetStatistics(handle, out LibPcap.Statistics statistics) == 0)
        {
            Statistics = statistics;
        }
    }

    public void Dispose()
    {
        if (handle != 0)
        {
            UpdateStatistics();
            LibPcap.Close(handle);
            handle = 0;
        }

        if (self.IsAllocated)
        {
            self.Free();
        }
    }

    private void Activate(LiveCaptureOptions options)
    {
        byte* error = stackalloc byte[LibPcap.ErrorBufferSize];
        handle = LibPcap.Create(Name, error);
        if (handle == 0)
        {
            throw PcapFailure.NotOpened(Name, LibPcap.Text(error));
        }

        self = GCHandle.Alloc(this);
        _ = LibPcap.SetSnapLength(handle, options.SnapLength);
        _ = LibPcap.SetPromiscuous(handle, options.Promiscuous && Name != LiveInterfaces.Any ? 1 : 0);
        _ = LibPcap.SetBufferSize(handle, options.BufferSize);
        _ = LibPcap.SetTimeout(handle, BlockTimeout);
        _ = LibPcap.SetTimestampPrecision(handle, LibPcap.PrecisionNano);

        int status = LibPcap.Activate(handle);
        if (status < 0)
        {
            throw PcapFailure.NotActivated(Name, status, LibPcap.LastError(handle));
        }

        if (LibPcap.SetNonBlocking(handle, 1, error) != 0)
        {
            throw PcapFailure.NotOpened(Name, LibPcap.Text(error));
        }

        if (Name == LiveInterfaces.Any)
        {
            // Version 2 says which interface; a libpcap too old for it stays at version 1, which is decoded just as well.
            _ = LibPcap.SetDataLink(handle, (int)LinkType.LinuxSll2);
        }

        TimestampUnit = LibPcap.GetTimestampPrecision(handle) == LibPcap.PrecisionNano ? 1 : 1000;
        Interface = Interface with { LinkType = DataLink.ToLinkType(LibPcap.GetDataLink(handle)), SnapLength = options.SnapLength };
        Descriptor = OperatingSystem.IsWindows() ? -1 : LibPcap.GetSelectableDescriptor(handle);
        if (!string.IsNullOrWhiteSpace(options.Filter))
        {
            BpfFilter.Apply(handle, options.Filter);
        }
    }
}
