namespace CalicoVxlan.Evidence;

/// <summary>Names of nodes come from outside and become folders and arguments: only what Kubernetes itself allows is taken.</summary>
internal static class NodeName
{
    /// <summary>A DNS subdomain by RFC 1123: up to 253 lower-case letters, digits, dashes and dots, a letter or digit at both ends of each label.</summary>
    public static bool IsValid(string name) => name.Length is > 0 and <= 253 && name.Split('.').All(IsLabel);

    /// <summary>Two names that differ in upper and lower case would be one folder on some file systems; upper case is no name.</summary>
    private static bool IsLabel(string label) =>
        label.Length > 0 && IsLetterOrDigit(label[0]) && IsLetterOrDigit(label[^1]) && label.All(static c => IsLetterOrDigit(c) || c == '-');

    private static bool IsLetterOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
