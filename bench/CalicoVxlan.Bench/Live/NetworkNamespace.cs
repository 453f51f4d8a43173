using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace CalicoVxlan.Bench.Live;

/// <summary>Runs code in a network namespace, on a thread that ends with it (setns(2)).</summary>
internal static partial class NetworkNamespace
{
    private const int CloneNewNet = 0x40000000;

    public static T Run<T>(string name, Func<T> body)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle("/run/netns/" + name);
                result = SetNamespace(file, CloneNewNet) == 0 ? body() : throw new Win32Exception(Marshal.GetLastPInvokeError());
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

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(SafeHandle file, int type);
}
