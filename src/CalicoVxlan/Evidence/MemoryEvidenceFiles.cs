using System.Collections.Concurrent;

namespace CalicoVxlan.Evidence;

/// <summary>Files in memory: what was just collected.</summary>
internal sealed class MemoryEvidenceFiles : IEvidenceFiles
{
    private readonly ConcurrentDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => files.Keys;

    public Stream? Open(string name) => files.TryGetValue(name, out byte[]? bytes) ? new MemoryStream(bytes, writable: false) : null;

    public void Put(string name, byte[] bytes) => files[name] = bytes;

    public void Dispose()
    {
    }
}
