namespace CalicoVxlan.Evidence;

/// <summary>The files of a snapshot, wherever they are: in memory, in a folder, in a zip. May be used by several threads.</summary>
internal interface IEvidenceFiles : IDisposable
{
    /// <summary>Names with slashes, such as <c>cluster/pods.json</c> and <c>nodes/node1/links.json</c>.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Opens a file for reading from its beginning; null when there is none. The caller disposes it.</summary>
    /// <exception cref="IOException">It is there and can't be read.</exception>
    Stream? Open(string name);
}
