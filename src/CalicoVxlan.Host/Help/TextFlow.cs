using System.Text;

namespace CalicoVxlan.Host.Help;

/// <summary>Paragraphs broken into lines.</summary>
internal sealed class TextFlow(int width, Action<string> line)
{
    private readonly int most = Math.Clamp(width, 40, 120);

    public void Line(string text = "") => line(text);

    public void Heading(string text)
    {
        line("");
        line(text);
    }

    /// <summary>Breaks at spaces; every line begins with the indent, those after the first with some more.</summary>
    public void Paragraph(string text, int indent = 4, int hanging = 0)
    {
        StringBuilder current = new(new string(' ', indent));
        bool empty = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && current.Length + 1 + word.Length > most)
            {
                line(current.ToString());
                _ = current.Clear().Append(' ', indent + hanging);
                empty = true;
            }

            _ = (empty ? current : current.Append(' ')).Append(word);
            empty = false;
        }

        if (!empty)
        {
            line(current.ToString());
        }
    }

    public void Paragraphs(IEnumerable<string> texts, int indent = 4)
    {
        bool first = true;
        foreach (string text in texts)
        {
            if (!first)
            {
                line("");
            }

            Paragraph(text, indent);
            first = false;
        }
    }
}
