using System.Management.Automation;
using CalicoVxlan.Lab;

namespace CalicoVxlan.PS.Errors;

/// <summary>Every error of labs: one stable id, category and target a condition.</summary>
internal static class LabErrors
{
    /// <summary>What can't be done to a lab.</summary>
    public static ErrorRecord For(LabException failure) => failure.Failure switch
    {
        LabFailure.NotLinux => Make(failure, "LabNeedsLinux", ErrorCategory.NotImplemented),
        LabFailure.NotRoot => Make(failure, "LabNeedsRoot", ErrorCategory.PermissionDenied),
        LabFailure.ToolMissing => Make(failure, "LabToolMissing", ErrorCategory.NotInstalled),
        LabFailure.BadOption => Make(failure, "LabOptionOutOfRange", ErrorCategory.InvalidArgument),
        LabFailure.Exists => Make(failure, "LabExists", ErrorCategory.ResourceExists),
        LabFailure.NotFound => Make(failure, "LabNotFound", ErrorCategory.ObjectNotFound),
        LabFailure.Incomplete => Make(failure, "LabIncomplete", ErrorCategory.InvalidOperation),
        LabFailure.UnknownFault => Make(failure, "LabFaultUnknown", ErrorCategory.InvalidArgument),
        LabFailure.UnknownNode => Make(failure, "LabNodeNotFound", ErrorCategory.ObjectNotFound),
        LabFailure.FaultNotApplicable => Make(failure, "LabFaultNotApplicable", ErrorCategory.InvalidOperation),
        _ => Make(failure, "LabCommandFailed", ErrorCategory.DeviceError),
    };

    /// <summary>No -Name, and not just one lab.</summary>
    public static ErrorRecord NameNeeded(IReadOnlyList<string> names) => names.Count == 0
        ? Make(new LabException(LabFailure.NotFound, "", "There is no lab.", "New-CalicoLab builds one."), "LabNotFound", ErrorCategory.ObjectNotFound)
        : Make(new LabException(LabFailure.NotFound, "", $"There are {names.Count} labs: {string.Join(", ", names)}.", "Say which with -Name."), "LabNameNeeded", ErrorCategory.InvalidArgument);

    private static ErrorRecord Make(LabException failure, string id, ErrorCategory category) => new(failure, id, category, failure.Target)
    {
        ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = failure.Remedy },
    };
}
