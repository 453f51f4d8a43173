namespace CalicoVxlan.Capture.Files;

/// <summary>
/// Gives each interface of a pcapng file one capture point. Two interfaces of one section are two points even when they share a
/// name (files merged by mergecap), so they get different names; the same interface in a later section is the same point again.
/// </summary>
internal sealed class PcapngInterfaceNames(CaptureContext context)
{
    private readonly List<CaptureInterface> known = [];
    private readonly HashSet<string> taken = [];

    public void StartSection() => taken.Clear();

    public CaptureInterface PointFor(int index, string? name, LinkType linkType, int snapLength, int fcsLength)
    {
        string own = string.IsNullOrEmpty(name) ? context.Name : name;
        string unique = taken.Add(own) ? own : $"{own}#{index}";
        _ = taken.Add(unique);
        CaptureInterface made = new(unique, linkType) { Path = context.Path, SnapLength = snapLength, FcsLength = fcsLength };
        CaptureInterface? point = known.Find(made.Equals);
        if (point is null)
        {
            known.Add(point = made);
        }

        return point;
    }
}
