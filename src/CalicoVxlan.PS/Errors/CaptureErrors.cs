using System.Management.Automation;
using CalicoVxlan.Capture;
using CalicoVxlan.Common;

namespace CalicoVxlan.PS.Errors;

/// <summary>
/// Every error of reading and capturing: one stable id, category and target a condition. The message names the thing and the
/// reason, the recommended action the remedy.
/// </summary>
internal static class CaptureErrors
{
    /// <summary>A capture that can't be started.</summary>
    public static ErrorRecord For(CaptureException failure) => failure.Failure switch
    {
        CaptureFailure.FileNotFound => Make(failure, "CaptureFileNotFound", ErrorCategory.ObjectNotFound),
        CaptureFailure.IsDirectory => Make(failure, "CaptureIsDirectory", ErrorCategory.InvalidArgument),
        CaptureFailure.AccessDenied => Make(failure, "CaptureAccessDenied", ErrorCategory.PermissionDenied),
        CaptureFailure.NotACapture => Make(failure, "NotACapture", ErrorCategory.InvalidData),
        CaptureFailure.LibraryMissing => Make(failure, "LibpcapMissing", ErrorCategory.NotInstalled),
        CaptureFailure.CaptureNotPermitted => Make(failure, "CaptureNotPermitted", ErrorCategory.PermissionDenied),
        CaptureFailure.NoSuchInterface => Make(failure, "NoSuchInterface", ErrorCategory.ObjectNotFound),
        CaptureFailure.InterfaceDown => Make(failure, "InterfaceDown", ErrorCategory.ResourceUnavailable),
        CaptureFailure.BadFilter => Make(failure, "BadCaptureFilter", ErrorCategory.InvalidArgument),
        _ => Make(failure, "CaptureFailed", ErrorCategory.OpenError),
    };

    /// <summary>A capture that could be read only in part.</summary>
    public static ErrorRecord For(CaptureProblem problem, string target)
    {
        (string id, ErrorCategory category, string remedy) = problem.Kind switch
        {
            CaptureProblemKind.Corrupt => ("CaptureCorrupt", ErrorCategory.InvalidData,
                "What was read before is good. Copy the capture again if it was copied; pcapfix or editcap may save the rest."),
            CaptureProblemKind.InterfaceGone => ("InterfaceGone", ErrorCategory.ResourceUnavailable,
                "Start again when the interface is back; a pod's cali interface goes with its pod."),
            _ => ("CaptureReadFailed", ErrorCategory.ReadError, "Check the disk or the network share that the file is on."),
        };
        return Make(new IOException(problem.Message), id, category, SafeText.Clean(target), remedy);
    }

    /// <summary>A wildcard that matches no file.</summary>
    public static ErrorRecord NothingMatches(string pattern) => Make(
        new FileNotFoundException($"No file matches '{SafeText.Clean(pattern)}'."),
        "CaptureFileNotFound", ErrorCategory.ObjectNotFound, pattern,
        "Check the pattern and the directory; use -LiteralPath for a name that has [ or * in it.");

    /// <summary>Neither the line nor the pipeline named an interface: host-network pods have none.</summary>
    public static ErrorRecord NoInterface() => Make(
        new ArgumentException("There is no interface to capture on: what came down the pipeline names none."),
        "NoSuchInterface", ErrorCategory.ObjectNotFound, "", "Pods of the host's network have no interface of their own; name the node's card, such as -Interface eth0.");

    private static ErrorRecord Make(CaptureException failure, string id, ErrorCategory category) =>
        Make(failure, id, category, failure.Target, failure.Remedy);

    private static ErrorRecord Make(Exception cause, string id, ErrorCategory category, object target, string remedy) =>
        new(cause, id, category, target)
        {
            ErrorDetails = new ErrorDetails(cause.Message) { RecommendedAction = remedy },
        };
}
