using System.Runtime.InteropServices;

namespace CalicoVxlan.Tests.Lab;

/// <summary>Runs code without any capability: they belong to the thread, so a thread that ends can give them up (capabilities(7)).</summary>
internal static unsafe partial class Privileges
{
    private const uint Version3 = 0x20080522;

    public static Exception? RecordWithoutAny(Action body)
    {
        Exception? failure = null;
        Thread thread = new(() =>
        {
            uint* header = stackalloc uint[2] { Version3, 0 };
            uint* none = stackalloc uint[6];
            new Span<uint>(none, 6).Clear();
            failure = SetCapabilities(header, none) == 0 ? Record.Exception(body) : new InvalidOperationException("capset failed");
        });
        thread.Start();
        thread.Join();
        return failure;
    }

    [LibraryImport("libc", EntryPoint = "capset", SetLastError = true)]
    private static partial int SetCapabilities(uint* header, uint* data);
}
