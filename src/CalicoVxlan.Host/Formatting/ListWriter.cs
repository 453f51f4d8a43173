namespace CalicoVxlan.Host.Formatting;

/// <summary>Writes each object as a list of its properties, a line each.</summary>
internal sealed class ListWriter(LineTarget target, View view) : ObjectWriter
{
    private readonly int width = view.Columns.Count == 0 ? 0 : view.Columns.Max(static c => c.Label.Length);
    private bool any;

    public override void Write(object value)
    {
        target.Line("");
        any = true;
        ObjectShape shape = ObjectShape.Of(value);
        foreach (ViewColumn column in view.Columns)
        {
            string text = CellText.Of(shape.Find(column.Property)?.Get(value), column.Format);
            WriteLines(column.Label.PadRight(width), text, column.IsStatus && target.Colours ? StatusColour.Of(text) : "");
        }
    }

    public override void Complete()
    {
        if (any)
        {
            target.Line("");
        }
    }

    // What is longer than the terminal goes on in the next line, under its beginning.
    private void WriteLines(string label, string text, string colour)
    {
        string head = (target.Colours ? "\x1b[32;1m" + label + " : \x1b[0m" : label + " : ");
        int room = Math.Max(10, (target.Width ?? int.MaxValue) - width - 3);
        do
        {
            int take = Math.Min(room, text.Length);
            target.Line(colour.Length == 0 ? head + text[..take] : head + colour + text[..take] + StatusColour.Reset);
            text = text[take..];
            head = new string(' ', width + 3);
        }
        while (text.Length > 0);
    }
}
