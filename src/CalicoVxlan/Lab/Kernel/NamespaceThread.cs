using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CalicoVxlan.Lab.Kernel;

/// <summary>
/// Runs code inside a network namespace. setns(2) moves one thread, so each piece of work gets a thread that ends with it; sysctls that
/// it writes and processes that it starts are the namespace's.
/// </summary>
internal static partial class NamespaceThread
{
    public const string Folder = "/run/netns";

    private const int CloneNewNet = 0x40000000;

    public static void Run(string networkNamespace, Action body)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                Enter(networkNamespace);
                body();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    private static void Enter(string networkNamespace)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(Path.Combine(Folder, networkNamespace));
            if (SetNamespace(file, CloneNewNet) != 0)
            {
                throw new Win32Exception(Marshal.GetLastPInvokeError());
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            throw new LabException(LabFailure.CommandFailed, networkNamespace, $"Namespace {networkNamespace} can't be entered: {e.Message}",
                "Remove the lab and build it again.", e);
        }
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(SafeHandle file, int type);
}
