using System.Globalization;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>Entries of one file that can't be used: how many, and where and why the first.</summary>
internal sealed class OddEntries
{
    // A file with more of them is not what it should be, and each costs time.
    private const int Most = 10_000;

    private string? first;

    public int Count { get; private set; }

    /// <summary>One sentence part; null when there is none.</summary>
    public string? Message => first is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Count} {(Count == 1 ? "entry is" : "entries are")} left out, the first at {first}");

    /// <param name="place">Where, such as <c>byte 1234</c>.</param>
    /// <param name="reason">Why, such as <c>dst is no address</c>.</param>
    public void Add(string place, string reason)
    {
        first ??= $"{place}: {reason}";
        if (++Count > Most)
        {
            throw new BrokenFileException($"more than {Most} entries can't be read, the first at {first}");
        }
    }

    /// <summary>Nothing but odd entries is no short list but a broken one.</summary>
    public void NeedSome(int good)
    {
        if (good == 0 && first is not null)
        {
            throw new BrokenFileException($"no entry can be read, the first at {first}");
        }
    }
}
