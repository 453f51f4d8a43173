namespace CalicoVxlan.Host.Formatting;

/// <summary>Writes objects as text, one after the other.</summary>
internal abstract class ObjectWriter
{
    public abstract void Write(object value);

    /// <summary>Writes what waits and ends the table or list.</summary>
    public abstract void Complete();
}
