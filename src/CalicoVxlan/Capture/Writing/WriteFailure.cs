using CalicoVxlan.Common;

namespace CalicoVxlan.Capture.Writing;

/// <summary>What the operating system says about a write, as a thing, a reason and a remedy.</summary>
internal static class WriteFailure
{
    // errno on Unix is HResult as it is; Windows wraps its code (winerror.h). EDQUOT is 122 on Linux and 69 on macOS.
    private const int NoSpace = 28;
    private const int BrokenPipe = 32;
    private const int ReadOnlyFileSystem = 30;
    private const int NameTooLong = 36;
    private static readonly int QuotaExceeded = OperatingSystem.IsMacOS() ? 69 : 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsNoData = unchecked((int)0x800700E8);
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);

    public static bool IsExpected(Exception failure) =>
        failure is (IOException and not CaptureException) or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    public static CaptureException Translate(Exception failure, string name) => failure switch
    {
        UnauthorizedAccessException => Denied(name, failure),
        DirectoryNotFoundException => new(
            CaptureFailure.FileNotFound, name, $"'{name}' cannot be written: its directory does not exist.", "Create the directory or choose another path.", failure),
        PathTooLongException => TooLong(name, failure),
        ArgumentException or NotSupportedException => new(
            CaptureFailure.Other, name, $"'{name}' cannot be written: it is not a valid path.", "Choose another path.", failure),
        _ => FromCode(failure, name),
    };

    public static CaptureException Exists(string name) => new(
        CaptureFailure.FileExists, name, $"'{name}' exists already.", "Choose another path, or ask for it to be overwritten.");

    public static CaptureException IsDirectory(string name) => new(
        CaptureFailure.IsDirectory, name, $"'{name}' cannot be written: it is a directory.", "Add a file name to the path.");

    public static CaptureException IsReadOnly(string name) => new(
        CaptureFailure.AccessDenied, name, $"'{name}' cannot be overwritten: it is read-only.", "Make the file writable or choose another path.");

    private static CaptureException FromCode(Exception failure, string name)
    {
        int code = failure.HResult;
        return code switch
        {
            NoSpace or WindowsDiskFull => new(
                CaptureFailure.Other, name, $"'{name}' cannot be written: the disk is full.", "Free space there or choose a path on another disk.", failure),
            BrokenPipe or WindowsNoData or WindowsBrokenPipe => new(
                CaptureFailure.Other, name, $"'{name}' cannot be written: the program that reads it has ended.", "Keep the reader running until the capture is written.", failure),
            ReadOnlyFileSystem => Denied(name, failure),
            NameTooLong => TooLong(name, failure),
            _ when code == QuotaExceeded => new(
                CaptureFailure.Other, name, $"'{name}' cannot be written: the disk quota is used up.", "Free space there or choose a path on another disk.", failure),
            _ => new(
                CaptureFailure.Other, name, $"'{name}' cannot be written: {SafeText.Clean(failure.Message)}", "Choose another path, or put right what the message names.", failure),
        };
    }

    private static CaptureException Denied(string name, Exception failure) => new(
        CaptureFailure.AccessDenied, name, $"'{name}' cannot be written: access is denied or the file system is read-only.", "Choose a path that you may write to.", failure);

    private static CaptureException TooLong(string name, Exception failure) => new(
        CaptureFailure.Other, name, $"'{name}' cannot be written: the path is too long.", "Choose a shorter path.", failure);
}
