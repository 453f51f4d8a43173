using System.Reflection;
using System.Runtime.InteropServices;

namespace CalicoVxlan.Capture.Live;

/// <summary>Finds libpcap under the names that distributions, macOS and Npcap give it.</summary>
internal static class LibPcapLibrary
{
    /// <summary>What the imports call the library; no file has this name.</summary>
    public const string Name = "calicovxlan-libpcap";

    private static readonly Lazy<nint> Handle = new(Load);
    private static readonly Lock Installing = new();
    private static bool s_installed;

    public static bool IsPresent => Handle.Value != 0;

    /// <summary>Throws unless libpcap is there.</summary>
    /// <param name="target">What was asked for: the interface or filter.</param>
    public static void Require(string target)
    {
        if (!IsPresent)
        {
            throw new CaptureException(
                CaptureFailure.LibraryMissing,
                target,
                OperatingSystem.IsWindows()
                    ? "Live capture needs Npcap, which is not installed."
                    : "Live capture needs libpcap, which is not installed.",
                OperatingSystem.IsWindows()
                    ? "Install Npcap from https://npcap.com."
                    : "Install it: 'apt-get install libpcap0.8' (Debian, Ubuntu), 'dnf install libpcap' (Fedora, RHEL) or 'apk add libpcap' (Alpine).");
        }
    }

    /// <summary>Makes the runtime ask here for the imports' library. Nothing is loaded yet.</summary>
    public static void Install()
    {
        lock (Installing)
        {
            if (!s_installed)
            {
                NativeLibrary.SetDllImportResolver(typeof(LibPcapLibrary).Assembly, Resolve);
                s_installed = true;
            }
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Name ? Handle.Value : 0;

    private static nint Load()
    {
        foreach (string candidate in Candidates())
        {
            if (NativeLibrary.TryLoad(candidate, out nint handle))
            {
                return handle;
            }
        }

        return 0;
    }

    // Debian kept the file name of libpcap 0.8 for its stable interface; others use .so.1; the bare name is of development packages.
    private static string[] Candidates() =>
        OperatingSystem.IsWindows() ? [Path.Combine(Environment.SystemDirectory, "Npcap", "wpcap.dll"), Path.Combine(Environment.SystemDirectory, "wpcap.dll")]
        : OperatingSystem.IsMacOS() ? ["libpcap.A.dylib", "/usr/lib/libpcap.A.dylib", "libpcap.dylib"]
        : ["libpcap.so.1", "libpcap.so.0.8", "libpcap.so"];
}
