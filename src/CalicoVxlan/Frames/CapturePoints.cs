using CalicoVxlan.Capture;

namespace CalicoVxlan.Frames;

/// <summary>
/// The capture points of one capture: which are wanted, and the real interfaces behind Linux' <c>any</c>. A packet that goes
/// through a node is seen on <c>any</c> at each interface it passes; only the interface index tells these sightings apart.
/// </summary>
internal sealed class CapturePoints(Func<string, bool>? wanted)
{
    private readonly Dictionary<(CaptureInterface Any, int Index), CaptureInterface> real = [];
    private readonly Dictionary<CaptureInterface, bool> judged = new(ReferenceEqualityComparer.Instance);
    private CaptureInterface? last;
    private bool lastWanted;

    public CaptureInterface Resolve(CaptureInterface any, int index)
    {
        if (!real.TryGetValue((any, index), out CaptureInterface? point))
        {
            point = any with { Name = $"{any.Name}%{index}" };
            real[(any, index)] = point;
        }

        return point;
    }

    public bool IsWanted(CaptureInterface point)
    {
        if (wanted is null)
        {
            return true;
        }

        if (!ReferenceEquals(point, last))
        {
            if (!judged.TryGetValue(point, out lastWanted))
            {
                judged[point] = lastWanted = wanted(point.Name);
            }

            last = point;
        }

        return lastWanted;
    }
}
