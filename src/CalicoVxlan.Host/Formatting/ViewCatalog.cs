using System.Globalization;
using System.Xml;

namespace CalicoVxlan.Host.Formatting;

/// <summary>The module's own views, read from its Format.ps1xml; only those of the type that is asked for are kept.</summary>
internal sealed class ViewCatalog(Func<Stream?> open)
{
    private readonly Dictionary<string, List<View>> known = [];

    public static ViewCatalog Module { get; } =
        new(static () => typeof(ViewCatalog).Assembly.GetManifestResourceStream("CalicoVxlan.Format.ps1xml"));

    /// <summary>The type's views in the file's order; a type without views has its base's.</summary>
    public IReadOnlyList<View> For(Type? type)
    {
        for (Type? at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
        {
            string name = at.FullName ?? at.Name;
            if (!known.TryGetValue(name, out List<View>? views))
            {
                known[name] = views = Load(name);
            }

            if (views.Count > 0)
            {
                return views;
            }
        }

        return [];
    }

    private List<View> Load(string typeName)
    {
        List<View> views = [];
        using Stream? stream = open();
        if (stream is null)
        {
            return views;
        }

        using XmlReader xml = XmlReader.Create(stream, new XmlReaderSettings { IgnoreComments = true, IgnoreWhitespace = true, DtdProcessing = DtdProcessing.Prohibit });
        while (xml.ReadToFollowing("View"))
        {
            using XmlReader view = xml.ReadSubtree();
            if (Read(view, typeName) is { } found)
            {
                views.Add(found);
            }
        }

        return views;
    }

    private static View? Read(XmlReader xml, string typeName)
    {
        string name = "";
        string? groupBy = null;
        string? groupLabel = null;
        bool isTable = false;
        bool inGroup = false;
        List<Draft> columns = [];
        int item = -1;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement)
            {
                inGroup &= xml.Name != "GroupBy";
                continue;
            }

            switch (xml.Name)
            {
                case "Name":
                    name = Text(xml);
                    break;
                case "TypeName" when Text(xml) != typeName:
                    // A view says whose it is before it says anything long.
                    return null;
                case "GroupBy":
                    inGroup = true;
                    break;
                case "TableControl":
                    isTable = true;
                    break;
                case "TableColumnHeader":
                case "ListItem":
                    columns.Add(new Draft());
                    item = xml.Name == "ListItem" ? columns.Count - 1 : item;
                    break;
                case "TableColumnItem":
                    if (++item == columns.Count)
                    {
                        columns.Add(new Draft());
                    }

                    break;
                case "Label" when inGroup:
                    groupLabel = Text(xml);
                    break;
                case "Label":
                    columns[^1].Label = Text(xml);
                    break;
                case "Width":
                    columns[^1].Width = int.Parse(Text(xml), CultureInfo.InvariantCulture);
                    break;
                case "Alignment" when item < 0:
                    columns[^1].Right = Text(xml) == "Right";
                    break;
                case "Alignment":
                    columns[item].Right = Text(xml) == "Right";
                    break;
                case "PropertyName" when inGroup:
                    groupBy = Text(xml);
                    break;
                case "PropertyName":
                    columns[item].Property = Text(xml);
                    break;
                case "ScriptBlock":
                    // Scripts only colour: the column is the property that its label names.
                    columns[item].Property = columns[item].Label ?? "";
                    columns[item].IsStatus = true;
                    break;
                case "FormatString":
                    columns[item].Format = Text(xml);
                    break;
                default:
                    break;
            }
        }

        return new View(name, groupBy, groupLabel ?? groupBy, isTable,
            columns.ConvertAll(static c => new ViewColumn(c.Label ?? c.Property, c.Property, c.Width, c.Right, c.Format, c.IsStatus)));
    }

    private static string Text(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        _ = xml.Read();
        return xml.NodeType == XmlNodeType.Text ? xml.Value : "";
    }

    private sealed class Draft
    {
        public string? Label { get; set; }

        public string Property { get; set; } = "";

        public int Width { get; set; }

        public bool Right { get; set; }

        public string? Format { get; set; }

        public bool IsStatus { get; set; }
    }
}
