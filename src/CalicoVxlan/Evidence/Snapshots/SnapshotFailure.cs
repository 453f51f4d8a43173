using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Snapshots;

/// <summary>What the operating system says about a snapshot, as a thing, a reason and a remedy.</summary>
internal static class SnapshotFailure
{
    private const string Layout = "A snapshot has cluster/*.json and nodes/NODE/*; Export-CalicoEvidence writes one.";

    public static bool IsExpected(Exception failure) =>
        failure is (IOException and not EvidenceException) or UnauthorizedAccessException or NotSupportedException or ArgumentException or InvalidDataException;

    public static EvidenceException NotFound(string name) =>
        new(EvidenceFailure.NotFound, name, $"'{name}' does not exist.", "Check the path; a snapshot is a folder or a .zip.");

    public static EvidenceException NotASnapshot(string name, string why, Exception? cause = null) =>
        new(EvidenceFailure.NotASnapshot, name, $"'{name}' is no snapshot: {why}.", Layout, cause);

    public static EvidenceException NewerSchema(string name, int schema) =>
        new(EvidenceFailure.NewerSchema, name, $"'{name}' is of layout {schema}, and this module reads up to {EvidenceHeader.CurrentSchema}.", "Update the module.");

    public static EvidenceException Exists(string name) =>
        new(EvidenceFailure.Exists, name, $"'{name}' exists already.", "Choose another path, or use -Force to replace it.");

    public static EvidenceException NotOurs(string name) =>
        new(EvidenceFailure.Exists, name, $"'{name}' exists and is no snapshot; it is not replaced.", "Choose another path, or remove what is there.");

    public static EvidenceException Reading(Exception failure, string name) => failure switch
    {
        UnauthorizedAccessException => new(EvidenceFailure.AccessDenied, name, $"'{name}' cannot be read: access is denied.", "Ask for the right to read it.", failure),
        _ => new(EvidenceFailure.Other, name, $"'{name}' cannot be read: {SafeText.Clean(failure.Message)}", "Put right what the message names.", failure),
    };

    public static EvidenceException Writing(Exception failure, string name) => failure switch
    {
        UnauthorizedAccessException => new(EvidenceFailure.AccessDenied, name, $"'{name}' cannot be written: access is denied.", "Choose a path that you may write to.", failure),
        DirectoryNotFoundException => new(EvidenceFailure.NotFound, name, $"'{name}' cannot be written: the folder that it is to be in does not exist.", "Create the folder or choose another path.", failure),
        _ => new(EvidenceFailure.Other, name, $"'{name}' cannot be written: {SafeText.Clean(failure.Message)}", "Choose another path, or put right what the message names.", failure),
    };
}
