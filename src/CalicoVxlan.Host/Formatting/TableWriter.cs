using System.Text;

namespace CalicoVxlan.Host.Formatting;

/// <summary>
/// Writes objects as a table, each row as it comes. Columns of a view have their widths; those without share what the first rows
/// need, and the last takes the rest of the line.
/// </summary>
internal sealed class TableWriter(LineTarget target, View view) : ObjectWriter
{
    // How many rows, and for how long, are waited for to learn the widths of columns that have none.
    private const int MostSampled = 32;
    private const int MostWait = 300;

    private readonly List<object> waiting = [];
    private readonly int[] widths = view.Columns.Select(static c => c.Width).ToArray();
    private readonly bool[] right = view.Columns.Select(static c => c.Right).ToArray();
    private readonly bool sampled = !view.Columns.Take(view.Columns.Count - 1).All(static c => c.Width > 0);
    private readonly StringBuilder row = new();
    private Dictionary<ObjectShape, PropertyReader?[]>? readers;
    private ObjectShape? lastShape;
    private PropertyReader?[] lastReaders = [];
    private PropertyReader? group;
    private object? lastGroup;
    private (int Start, int Length, string Colour) status;
    private bool open;
    private long firstSeen;
    private bool measured;

    public override void Write(object value)
    {
        if (sampled && !measured)
        {
            firstSeen = waiting.Count == 0 ? Environment.TickCount64 : firstSeen;
            waiting.Add(value);
            if (waiting.Count == MostSampled || Environment.TickCount64 - firstSeen > MostWait)
            {
                WriteWaiting();
            }
        }
        else
        {
            WriteRow(value);
        }
    }

    public override void Complete()
    {
        WriteWaiting();
        if (open)
        {
            target.Line("");
            open = false;
        }
    }

    private void WriteWaiting()
    {
        measured = true;
        foreach (object value in waiting)
        {
            Measure(value);
        }

        foreach (object value in waiting)
        {
            WriteRow(value);
        }

        waiting.Clear();
    }

    private void Measure(object value)
    {
        PropertyReader?[] read = ReadersOf(value);
        for (int i = 0; i < widths.Length; i++)
        {
            if (view.Columns[i].Width == 0)
            {
                object? cell = read[i]?.Get(value);
                right[i] = waiting[0] == value ? cell is IConvertible and not (string or bool or Enum or DateTime) : right[i];
                widths[i] = Math.Max(Math.Max(widths[i], view.Columns[i].Label.Length), CellText.Of(cell, view.Columns[i].Format).Length);
            }
        }
    }

    private void WriteRow(object value)
    {
        PropertyReader?[] read = ReadersOf(value);
        object? key = group?.Get(value);
        if (!open || !Equals(key, lastGroup))
        {
            WriteHeader(key);
        }

        for (int i = 0; i < widths.Length; i++)
        {
            string text = CellText.Of(read[i]?.Get(value), view.Columns[i].Format);
            status = view.Columns[i].IsStatus && target.Colours ? (row.Length, text.Length, StatusColour.Of(text)) : status;
            Cell(i, text);
        }

        EndRow();
    }

    private void WriteHeader(object? key)
    {
        target.Line("");
        if (group is not null)
        {
            lastGroup = key;
            target.Line(Coloured("   " + view.GroupLabel + ": ") + CellText.Of(key));
            target.Line("");
        }

        open = true;
        for (int i = 0; i < widths.Length; i++)
        {
            Cell(i, view.Columns[i].Label);
        }

        EndRow(header: true);
        for (int i = 0; i < widths.Length; i++)
        {
            Cell(i, new string('-', Math.Min(view.Columns[i].Label.Length, widths[i] == 0 ? int.MaxValue : widths[i])));
        }

        EndRow(header: true);
    }

    private void Cell(int column, string text)
    {
        bool last = column == widths.Length - 1;
        int width = widths[column];
        if (last && view.Columns[column].Width == 0)
        {
            // It takes the rest of the terminal; a file or a pipe has all of it.
            width = target.Width is { } line ? Math.Max(1, line - row.Length) : right[column] ? width : 0;
        }

        if (width > 0 && text.Length > width)
        {
            text = width == 1 ? "…" : string.Concat(text.AsSpan(0, width - 1), "…");
        }

        int padding = widths[column] - text.Length;
        if (right[column] && padding > 0)
        {
            _ = row.Append(' ', padding);
        }

        _ = row.Append(text);
        if (!last)
        {
            _ = row.Append(' ', (right[column] ? 0 : Math.Max(0, padding)) + 1);
        }
    }

    private void EndRow(bool header = false)
    {
        // A terminal would wrap what is too wide; columns that do not fit are cut.
        if (target.Width is { } most && row.Length > most)
        {
            row.Length = most;
        }

        int length = row.Length;
        while (length > 0 && row[length - 1] == ' ')
        {
            length--;
        }

        // Colours come last: until here a line's length is what is seen of it.
        if (status is { Colour.Length: > 0 } && status.Start + status.Length <= length)
        {
            _ = row.Insert(status.Start + status.Length, StatusColour.Reset).Insert(status.Start, status.Colour);
            length += StatusColour.Reset.Length + status.Colour.Length;
        }

        status = default;
        string line = row.ToString(0, length);
        target.Line(header ? Coloured(line) : line);
        _ = row.Clear();
    }

    private string Coloured(string text) => target.Colours ? "\x1b[32;1m" + text + "\x1b[0m" : text;

    private PropertyReader?[] ReadersOf(object value)
    {
        ObjectShape shape = ObjectShape.Of(value);
        if (shape != lastShape)
        {
            readers ??= [];
            if (!readers.TryGetValue(shape, out PropertyReader?[]? found))
            {
                readers[shape] = found = view.Columns.Select(c => shape.Find(c.Property)).ToArray();
            }

            lastShape = shape;
            lastReaders = found;
            group = view.GroupBy is null ? null : shape.Find(view.GroupBy);
        }

        return lastReaders;
    }
}
