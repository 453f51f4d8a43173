using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CalicoVxlan.Common;

/// <summary>
/// Tells a device, pipe or socket from a file: those are written to as they are, because renaming a file over
/// <c>/dev/null</c> would replace the device. .NET has no public question for it, so statx(2) is asked: its structure is the
/// same on every architecture.
/// </summary>
internal static partial class FileKind
{
    private const int AtCurrentDirectory = -100;
    private const uint StatxType = 1;
    private const int StatxSize = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Directory = 0x4000;

    // The process's own open files by name: whatever they are, the caller means the open file and not its name.
    private static readonly string[] OwnFiles = ["/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/"];

    public static bool IsWrittenInPlace(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        if (Array.Exists(OwnFiles, prefix => path.StartsWith(prefix, StringComparison.Ordinal)))
        {
            return true;
        }

        return OperatingSystem.IsLinux()
            ? IsSpecial(path)
            : path.StartsWith("/dev/", StringComparison.Ordinal) && File.Exists(path);
    }

    private static bool IsSpecial(string path)
    {
        Span<byte> answer = stackalloc byte[StatxSize];
        if (Statx(AtCurrentDirectory, path, 0, StatxType, ref MemoryMarshal.GetReference(answer)) != 0)
        {
            return false;
        }

        int type = (BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReadUInt16LittleEndian(answer[ModeOffset..])
            : BinaryPrimitives.ReadUInt16BigEndian(answer[ModeOffset..])) & TypeMask;
        return type is not (RegularFile or Directory);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, ref byte answer);
}
