namespace CalicoVxlan.Flows;

/// <summary>Frames on their way from reading to counting, a thousand at a time: <see cref="FlowCounter"/> asks for their memory ahead.</summary>
internal sealed class PendingFrames(FlowCounter counter)
{
    private const int Size = 1024;

    private readonly PendingFrame[] frames = new PendingFrame[Size];
    private int count;

    /// <summary>The place for the next frame; it counts from <see cref="Push"/> on.</summary>
    public ref PendingFrame Next => ref frames[count];

    /// <summary>Takes the frame in <see cref="Next"/>.</summary>
    public void Push()
    {
        if (++count == Size)
        {
            Drain();
        }
    }

    /// <summary>Counts all that waits.</summary>
    public void Drain()
    {
        if (count > 0)
        {
            counter.Count(frames.AsSpan(0, count));
            count = 0;
        }
    }
}
