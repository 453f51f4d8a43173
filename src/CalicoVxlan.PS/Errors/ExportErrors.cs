using System.Management.Automation;
using CalicoVxlan.Capture;

namespace CalicoVxlan.PS.Errors;

/// <summary>Every error of writing captures: one stable id, category and target a condition.</summary>
internal static class ExportErrors
{
    /// <summary>A capture that can't be written.</summary>
    public static ErrorRecord For(CaptureException failure) => failure.Failure switch
    {
        CaptureFailure.FileExists => Make(failure, "ExportFileExists", ErrorCategory.ResourceExists, "Choose another path, or use -Force to replace it."),
        CaptureFailure.AccessDenied => Make(failure, "ExportAccessDenied", ErrorCategory.PermissionDenied, failure.Remedy),
        CaptureFailure.IsDirectory => Make(failure, "ExportIsDirectory", ErrorCategory.InvalidArgument, failure.Remedy),
        CaptureFailure.FileNotFound => Make(failure, "ExportDirectoryNotFound", ErrorCategory.ObjectNotFound, failure.Remedy),
        CaptureFailure.MixedLinkTypes => Make(failure, "ExportMixedLinkTypes", ErrorCategory.InvalidOperation, failure.Remedy),
        _ => Make(failure, "ExportFailed", ErrorCategory.WriteError, failure.Remedy),
    };

    private static ErrorRecord Make(CaptureException failure, string id, ErrorCategory category, string remedy) =>
        new(failure, id, category, failure.Target)
        {
            ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = remedy },
        };
}
