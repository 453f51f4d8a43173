namespace CalicoVxlan.Evidence;

/// <summary>
/// Names of nodes, and of everything else that the API lists, come from outside and become folders, arguments and commands to type: only what Kubernetes itself
/// allows is taken. Custom resources are named by the same rule as nodes and pods: Calico's <c>node.NAME</c>, <c>NODE-10-65-0-0-26</c> and <c>TIER.POLICY</c>, too.
/// </summary>
internal static class NodeName
{
    /// <summary>A DNS subdomain by RFC 1123: up to 253 lower-case letters, digits, dashes and dots, a letter or digit at both ends of each label.</summary>
    public static bool IsValid(string name) => name.Length is > 0 and <= 253 && AreLabels(name);

    private static bool AreLabels(ReadOnlySpan<char> name)
    {
        foreach (Range label in name.Split('.'))
        {
            if (!IsLabel(name[label]))
            {
                return false;
            }
        }

        return true;
    }

    // Two names that differ in upper and lower case would be one folder on some file systems; upper case is no name.
    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        foreach (char c in label)
        {
            if (!IsLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return label.Length > 0 && label[0] != '-' && label[^1] != '-';
    }

    private static bool IsLetterOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
