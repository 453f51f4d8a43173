namespace CalicoVxlan.Bench.Cases;

/// <summary>A target, and whether it was met.</summary>
internal sealed record Goal(string Text, bool Met)
{
    public static Goal AtMost(double limit, double measured, string unit = "") => new($"at most {Report.Number(limit, 2)}{unit}", measured <= limit);

    public static Goal AtLeast(double limit, double measured, string unit = "") => new($"at least {Report.Number(limit, 0)}{unit}", measured >= limit);

    public string Judged() => $"{Text}: {(Met ? "met" : "missed")}";
}
