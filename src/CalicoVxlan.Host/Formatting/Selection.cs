namespace CalicoVxlan.Host.Formatting;

/// <summary>
/// Some properties of an object. They are read when they are written: what the module's cmdlets write does not change any more.
/// </summary>
internal sealed class Selection(ObjectShape shape, object source) : IObjectShape
{
    public ObjectShape Shape => shape;

    private object Source => source;

    /// <summary>A shape of the named properties; one that is missing is null.</summary>
    public static ObjectShape ShapeOf(IEnumerable<(string Name, PropertyReader? Reader)> properties) =>
        new(null, properties.Select(static PropertyReader (p) => new SelectedReader(p.Name, p.Reader ?? new NoReader(p.Name))).ToArray());

    public override string ToString() =>
        "@{" + string.Join("; ", shape.Properties.Select(p => p.Name + "=" + CellText.Of(p.Get(this)))) + "}";

    private sealed class SelectedReader(string name, PropertyReader inner) : PropertyReader(name)
    {
        public override object? Get(object target) => inner.Get(((Selection)target).Source);

        public override void WriteJson(object target, JsonText json, int depth) => inner.WriteJson(((Selection)target).Source, json, depth);
    }
}
