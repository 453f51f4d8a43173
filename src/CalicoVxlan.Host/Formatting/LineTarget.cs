using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.Host.Formatting;

/// <summary>Takes finished lines of text: to the terminal or file, or on through the pipeline.</summary>
internal abstract class LineTarget
{
    public virtual int? Width => null;

    public virtual bool Colours => false;

    public abstract void Line(string text);

    public static LineTarget To(OutputPipe pipe) => new PipeTarget(pipe);

    public static LineTarget To(Action<string> take) => new ActionTarget(take);

    private sealed class PipeTarget(OutputPipe pipe) : LineTarget
    {
        public override int? Width => pipe.Width;

        public override bool Colours => pipe.Colours;

        public override void Line(string text) => pipe.WriteLine(text.AsSpan());
    }

    private sealed class ActionTarget(Action<string> take) : LineTarget
    {
        public override void Line(string text) => take(text);
    }
}
