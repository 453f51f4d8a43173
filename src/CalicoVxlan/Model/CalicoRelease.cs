using System.Globalization;

namespace CalicoVxlan.Model;

/// <summary>A version of Calico, as far as it decides what Felix programs. Unknown is its own value: nothing is expected then that only some versions do.</summary>
internal readonly record struct CalicoRelease(int Major, int Minor, int Patch) : IComparable<CalicoRelease>
{
    public bool IsKnown => Major > 0;

    /// <summary>True when it is known and at least that.</summary>
    public bool IsAtLeast(int major, int minor, int patch = 0) => IsKnown && CompareTo(new CalicoRelease(major, minor, patch)) >= 0;

    /// <summary>True when it is known and older than that.</summary>
    public bool IsBefore(int major, int minor, int patch = 0) => IsKnown && CompareTo(new CalicoRelease(major, minor, patch)) < 0;

    /// <summary>Reads <c>v3.32.1</c>, <c>3.32</c>, or an image such as <c>registry/calico/node:v3.32.1-amd64@sha256:…</c>; unknown when there is no version in it.</summary>
    public static CalicoRelease Parse(string? text)
    {
        string value = text ?? "";
        int digest = value.IndexOf('@', StringComparison.Ordinal);
        value = digest >= 0 ? value[..digest] : value;
        int tag = value.LastIndexOf(':');
        value = (tag >= 0 ? value[(tag + 1)..] : value).TrimStart('v', 'V');
        string[] parts = string.Concat(value.TakeWhile(static c => char.IsAsciiDigit(c) || c == '.')).Split('.');
        return parts.Length >= 2 && Number(parts[0]) is { } major and > 0 && Number(parts[1]) is { } minor
            ? new CalicoRelease(major, minor, parts.Length > 2 ? Number(parts[2]) ?? 0 : 0)
            : default;
    }

    public int CompareTo(CalicoRelease other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public override string ToString() => IsKnown ? string.Create(CultureInfo.InvariantCulture, $"v{Major}.{Minor}.{Patch}") : "unknown";

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
