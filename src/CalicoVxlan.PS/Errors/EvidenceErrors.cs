using System.Management.Automation;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence;

namespace CalicoVxlan.PS.Errors;

/// <summary>Every error of collecting, reading and writing evidence: one stable id, category and target a condition.</summary>
internal static class EvidenceErrors
{
    /// <summary>Evidence that can't be had, read or written at all.</summary>
    public static ErrorRecord For(EvidenceException failure) => failure.Failure switch
    {
        EvidenceFailure.NotFound => Make(failure, "EvidenceNotFound", ErrorCategory.ObjectNotFound),
        EvidenceFailure.NotASnapshot => Make(failure, "NotASnapshot", ErrorCategory.InvalidData),
        EvidenceFailure.NewerSchema => Make(failure, "EvidenceSchemaNewer", ErrorCategory.InvalidData),
        EvidenceFailure.AccessDenied => Make(failure, "EvidenceAccessDenied", ErrorCategory.PermissionDenied),
        EvidenceFailure.Exists => Make(failure, "EvidenceExists", ErrorCategory.ResourceExists),
        EvidenceFailure.ProgramMissing => Make(failure, "KubectlMissing", ErrorCategory.NotInstalled),
        EvidenceFailure.ClusterUnreachable => Make(failure, "ClusterUnreachable", ErrorCategory.ConnectionError),
        EvidenceFailure.BadNodeCommand => Make(failure, "BadNodeCommand", ErrorCategory.InvalidArgument),
        EvidenceFailure.NoSuchLab => Make(failure, "LabNotFound", ErrorCategory.ObjectNotFound),
        EvidenceFailure.NoNodes => Make(failure, "NoNodesFound", ErrorCategory.ObjectNotFound),
        _ => Make(failure, "EvidenceFailed", ErrorCategory.NotSpecified),
    };

    /// <summary>A wildcard that matches nothing.</summary>
    public static ErrorRecord NothingMatches(string pattern) => For(new EvidenceException(
        EvidenceFailure.NotFound, SafeText.Clean(pattern), $"Nothing matches '{SafeText.Clean(pattern)}'.",
        "Check the pattern and the directory; use -LiteralPath for a name that has [ or * in it."));

    /// <summary>A node that was asked for by name and that the cluster doesn't have.</summary>
    public static ErrorRecord NoSuchNode(string name, string cluster) => For(new EvidenceException(
        EvidenceFailure.NoNodes, SafeText.Clean(name), $"'{cluster}' has no node '{SafeText.Clean(name)}'.", "Leave out -Node to see all nodes; wildcards are allowed."));

    private static ErrorRecord Make(EvidenceException failure, string id, ErrorCategory category) =>
        new(failure, id, category, failure.Target)
        {
            ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = failure.Remedy },
        };
}
