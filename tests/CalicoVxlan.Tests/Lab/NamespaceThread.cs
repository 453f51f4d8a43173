using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace CalicoVxlan.Tests.Lab;

/// <summary>
/// Runs code inside a network namespace: setns(2) moves a thread, so each piece gets a thread of its own that ends with it.
/// Sockets made there belong to the namespace wherever they are used later.
/// </summary>
internal static partial class NamespaceThread
{
    private const int CloneNewNet = 0x40000000;

    public static void Run(string networkNamespace, Action body) => _ = Run(networkNamespace, () =>
    {
        body();
        return true;
    });

    public static T Run<T>(string networkNamespace, Func<T> body)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                Enter(networkNamespace);
                result = body();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    private static void Enter(string networkNamespace)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle("/run/netns/" + networkNamespace);
        if (SetNamespace(file, CloneNewNet) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(SafeHandle file, int type);
}
