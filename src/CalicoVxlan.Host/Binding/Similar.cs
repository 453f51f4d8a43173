namespace CalicoVxlan.Host.Binding;

/// <summary>What somebody may have meant who wrote a name that does not exist.</summary>
internal static class Similar
{
    /// <summary>A sentence that names the nearest, with a space before it; empty when nothing is near.</summary>
    public static string Hint(string written, IEnumerable<string> names, string prefix = "")
    {
        string? best = null;
        int least = Math.Max(2, written.Length / 3) + 1;
        foreach (string name in names)
        {
            int distance = name.Contains(written, StringComparison.OrdinalIgnoreCase) && written.Length >= 3 ? 1 : Distance(written, name);
            if (distance < least && distance < name.Length)
            {
                least = distance;
                best = name;
            }
        }

        return best is null ? "" : $" Did you mean {prefix}{best}?";
    }

    // Edits that make one name of the other; neighbouring letters swapped are one edit.
    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                bool same = Same(a[i - 1], b[j - 1]);
                int best = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + (same ? 0 : 1));
                bool swapped = i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]);
                cost[i, j] = swapped ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
            }
        }

        return cost[a.Length, b.Length];
    }

    private static bool Same(char x, char y) => char.ToUpperInvariant(x) == char.ToUpperInvariant(y);
}
