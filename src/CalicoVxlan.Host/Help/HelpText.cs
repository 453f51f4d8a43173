using System.Globalization;
using CalicoVxlan.Host.Binding;

namespace CalicoVxlan.Host.Help;

/// <summary>A command's help as text: what its class says, and what the module's help adds.</summary>
internal sealed class HelpText(CommandType type, TextFlow text)
{
    private readonly CommandHelp? help = HelpCatalog.Find(type.Name);

    public void Write(bool examplesOnly)
    {
        if (!examplesOnly)
        {
            text.Heading("NAME");
            text.Line("    " + type.Name);
            if (HelpCatalog.Synopsis(type.Name) is { Length: > 0 } synopsis)
            {
                text.Heading("SYNOPSIS");
                text.Paragraph(synopsis);
            }

            text.Heading("SYNTAX");
            foreach (string line in SyntaxText.Of(type))
            {
                text.Paragraph(line, 4, hanging: 4);
            }

            if (help?.Description is { Count: > 0 } description)
            {
                text.Heading("DESCRIPTION");
                text.Paragraphs(description);
            }

            text.Heading("PARAMETERS");
            foreach (ParameterInfo parameter in type.Parameters.Where(static p => !p.IsHidden).OrderBy(static p => p.Name, StringComparer.OrdinalIgnoreCase))
            {
                WriteParameter(parameter);
            }
        }

        WriteExamples();
        if (!examplesOnly)
        {
            WriteRest();
        }
    }

    public void WriteParameter(ParameterInfo parameter)
    {
        text.Line($"    -{parameter.Name} {SyntaxText.Value(parameter)}".TrimEnd());
        if (help?.Parameters.GetValueOrDefault(parameter.Name) is { } known)
        {
            text.Paragraphs(known.Description, 8);
        }

        text.Paragraph(Facts(parameter), 8);
        text.Line();
    }

    private static string Facts(ParameterInfo parameter)
    {
        List<string> facts = [];
        int position = parameter.Slots.Max(static s => s.Attribute.Position);
        if (parameter.Slots.Any(static s => s.Attribute.Mandatory))
        {
            facts.Add("required");
        }

        if (position >= 0)
        {
            facts.Add("position " + position.ToString(CultureInfo.InvariantCulture));
        }

        if (parameter.TakesPipeline || parameter.TakesPipelineProperty)
        {
            facts.Add(parameter.TakesPipeline ? "from the pipeline" : "from a property of that name");
        }

        if (Values(parameter) is { Length: > 0 } values)
        {
            facts.Add("one of " + string.Join(", ", values));
        }

        if (parameter.Aliases.Length > 0)
        {
            facts.Add("alias " + string.Join(", ", parameter.Aliases));
        }

        return facts.Count == 0 ? "" : "(" + string.Join("; ", facts) + ")";
    }

    /// <summary>The values that a parameter's type or attributes allow; empty when they are not few.</summary>
    public static string[] Values(ParameterInfo parameter)
    {
        Type plain = parameter.Type.IsArray ? parameter.Type.GetElementType()! : parameter.Type;
        plain = Nullable.GetUnderlyingType(plain) ?? plain;
        return plain.IsEnum ? Enum.GetNames(plain)
            : parameter.Attributes<System.Management.Automation.ValidateSetAttribute>().FirstOrDefault() is { } set ? [.. set.ValidValues]
            : [];
    }

    private void WriteExamples()
    {
        if (help is not { Examples.Count: > 0 })
        {
            return;
        }

        text.Heading("EXAMPLES");
        foreach (ExampleHelp example in help.Examples)
        {
            text.Line("    " + example.Title);
            foreach (string line in example.Code.Split('\n'))
            {
                text.Line("        " + line.TrimEnd());
            }

            text.Paragraphs(example.Introduction.Where(static i => i is not ("PS>" or "PS >")).Concat(example.Remarks));
            text.Line();
        }
    }

    private void WriteRest()
    {
        if (help is { Notes.Count: > 0 })
        {
            text.Heading("NOTES");
            text.Paragraphs(help.Notes);
        }

        if (help is { Links.Count: > 0 })
        {
            text.Heading("RELATED LINKS");
            foreach (string link in help.Links)
            {
                text.Line("    " + link);
            }
        }
    }
}
