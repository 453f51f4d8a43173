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

    /// <summary>Interfaces came down the pipeline, and none is here: they are those of pods on other nodes.</summary>
    public static ErrorRecord Elsewhere(CaptureException failure) => Make(
        failure, "NoSuchInterface", ErrorCategory.ObjectNotFound, failure.Target,
        "A pod's interface is on the pod's node: run this there, or look there with ip netns exec, ssh or kubectl exec; Find-PodVeth -Node chooses the rows of one node. " + failure.Remedy);

    /// <summary>Objects came down the pipeline, and none has an interface.</summary>
    public static ErrorRecord NoInterface() => Make(
        new ArgumentException("No interface is named: the property Interface is empty."),
        "NoInterface", ErrorCategory.InvalidArgument, "Interface",
        "Name one with -Interface; of pods without an interface Find-PodVeth tells why in Problem.");

    private static ErrorRecord Make(CaptureException failure, string id, ErrorCategory category) =>
        Make(failure, id, category, failure.Target, failure.Remedy);

    private static ErrorRecord Make(Exception cause, string id, ErrorCategory category, object target, string remedy) =>
        new(cause, id, category, target)
        {
            ErrorDetails = new ErrorDetails(cause.Message) { RecommendedAction = remedy },
        };
}
