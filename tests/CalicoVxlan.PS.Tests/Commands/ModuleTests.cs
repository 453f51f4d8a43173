using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CalicoVxlan.Frames;
using CalicoVxlan.PS.Commands;

namespace CalicoVxlan.PS.Tests.Commands;

/// <summary>What ships as text agrees with what ships as code.</summary>
public partial class ModuleTests
{
    private static readonly string Root = FindRoot();

    private static readonly Type[] Cmdlets = [.. typeof(GetVxlanFrameCommand).Assembly.GetTypes()
        .Where(static t => t.Namespace == typeof(GetVxlanFrameCommand).Namespace && t.GetCustomAttribute<CmdletAttribute>() is not null)];

    public static TheoryData<string> Names => [.. Cmdlets.Select(NameOf)];

    [Fact]
    public void The_manifest_exports_exactly_the_cmdlets()
    {
        string manifest = File.ReadAllText(Path.Combine(Root, "module", "CalicoVxlan.psd1"));
        string list = ExportList().Match(manifest).Groups[1].Value;
        Assert.Equal(Cmdlets.Select(NameOf).Order(), Quoted().Matches(list).Select(static m => m.Groups[1].Value).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_cmdlet_says_what_it_writes_and_has_help_for_each_parameter(string name)
    {
        Type cmdlet = Cmdlets.Single(t => NameOf(t) == name);
        Assert.NotEmpty(cmdlet.GetCustomAttributes<OutputTypeAttribute>());
        XElement help = Help().Single(c => Value(c, "name") == name);
        string[] described = [.. help.Elements().Single(static e => e.Name.LocalName == "parameters").Elements().Select(static p => Value(p, "name"))];
        string[] declared = [.. cmdlet.GetProperties().Where(static p => p.GetCustomAttributes<ParameterAttribute>().Any()).Select(static p => p.Name)];
        Assert.Empty(declared.Except(described));
        Assert.Empty(described.Except(declared).Except(["WhatIf", "Confirm"]));
        Assert.True(help.Descendants().Count(static e => e.Name.LocalName == "example") >= 2);
    }

    [Fact]
    public void Each_type_that_is_written_has_a_table_and_a_list()
    {
        XDocument format = XDocument.Load(Path.Combine(Root, "module", "CalicoVxlan.Format.ps1xml"));
        foreach (Type type in Cmdlets.SelectMany(static c => c.GetCustomAttributes<OutputTypeAttribute>()).SelectMany(static o => o.Type)
            .Where(static t => t.Namespace!.StartsWith("CalicoVxlan", StringComparison.Ordinal)))
        {
            XElement[] views = [.. format.Descendants("View").Where(v => v.Descendants("TypeName").Any(n => n.Value == type.FullName))];
            Assert.Contains(views, static v => v.Element("TableControl") is not null);
            Assert.Contains(views, static v => v.Element("ListControl") is not null);
        }
    }

    [Fact]
    public void Views_name_only_properties_that_exist_and_a_script_only_colours_a_status()
    {
        XDocument format = XDocument.Load(Path.Combine(Root, "module", "CalicoVxlan.Format.ps1xml"));
        Assert.Single(format.Descendants("ScriptBlock").Select(static b => b.Value).Distinct());
        Assert.All(format.Descendants("ScriptBlock"), static b => Assert.Equal("$_.Status", Assert.Single(System.Text.RegularExpressions.Regex.Matches(b.Value, @"\$_\.\w+").Select(static m => m.Value).Distinct())));
        Assert.All(format.Descendants("ListItem").Where(static i => i.Element("ScriptBlock") is not null), static i => Assert.Equal("Status", i.Element("Label")?.Value));
        foreach (XElement view in format.Descendants("View"))
        {
            Type type = typeof(VxlanFrame).Assembly.GetType(view.Descendants("TypeName").First().Value, throwOnError: true)!;
            Assert.All(view.Descendants("PropertyName"), p => Assert.NotNull(type.GetProperty(p.Value)));
        }
    }

    private static string NameOf(Type type)
    {
        CmdletAttribute attribute = type.GetCustomAttribute<CmdletAttribute>()!;
        return $"{attribute.VerbName}-{attribute.NounName}";
    }

    private static IEnumerable<XElement> Help() =>
        XDocument.Load(Path.Combine(Root, "module", "en-US", "CalicoVxlan.PS.dll-Help.xml")).Root!.Elements();

    private static string Value(XElement element, string name) =>
        element.DescendantsAndSelf().First(e => e.Name.LocalName == name).Value;

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CalicoVxlan.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("CalicoVxlan.sln is not above the tests.");
    }

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\(([^)]*)\)")]
    private static partial Regex ExportList();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
