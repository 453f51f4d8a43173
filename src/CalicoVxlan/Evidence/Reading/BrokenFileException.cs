namespace CalicoVxlan.Evidence.Reading;

/// <summary>A file is not what its name promises, so nothing of it is used. Never leaves <see cref="EvidenceFile"/>.</summary>
internal sealed class BrokenFileException(string message) : Exception(message);
