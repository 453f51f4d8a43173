using System.Management.Automation;
using System.Reflection;
using CalicoVxlan.Common;
using CalicoVxlan.Host.Binding;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>The commands there are. One that is named on a line is found without looking at the others.</summary>
public sealed class CommandTable
{
    private static readonly string[] Namespaces = ["CalicoVxlan.PS.Commands.", "CalicoVxlan.Host.Commands."];
    private readonly List<Assembly> assemblies = [typeof(CommandTable).Assembly];
    private SortedDictionary<string, Type>? all;

    /// <summary>Adds an assembly's cmdlets.</summary>
    public void Register(Assembly assembly)
    {
        assemblies.Add(assembly);
        all = null;
    }

    /// <summary>Every command's name and class, sorted.</summary>
    internal IReadOnlyDictionary<string, Type> All => all ??= Scan();

    /// <summary>The module's own commands: neither the host's nor others' that were registered.</summary>
    internal static bool IsModules(Type type) => type.Namespace == "CalicoVxlan.PS.Commands";

    /// <exception cref="CommandNotFoundException">There is none.</exception>
    internal Type Find(string name) => Search(name) ?? throw new CommandNotFoundException(
        name,
        $"'{SafeText.Clean(name)}' is no command here.{Similar.Hint(name, All.Keys)} 'cvx Get-Command' lists all of them.");

    internal Type? Search(string name)
    {
        // By their names' custom: Get-VxlanFrame is GetVxlanFrameCommand.
        string className = name.Replace("-", "", StringComparison.Ordinal) + "Command";
        foreach (string space in Namespaces)
        {
            if (assemblies[0].GetType(space + className) is { } type && NameOf(type) is { } own && own.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return type;
            }
        }

        foreach ((string known, Type type) in All)
        {
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase)
                || (type.GetCustomAttribute<AliasAttribute>() is { } alias && alias.AliasNames.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                return type;
            }
        }

        return null;
    }

    private static string? NameOf(Type type) =>
        type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? cmdlet.VerbName + "-" + cmdlet.NounName : null;

    private SortedDictionary<string, Type> Scan()
    {
        SortedDictionary<string, Type> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (Assembly assembly in assemblies)
        {
            foreach (Type type in assembly.GetTypes())
            {
                if (!type.IsAbstract && type.IsSubclassOf(typeof(Cmdlet)) && NameOf(type) is { } name)
                {
                    found[name] = type;
                }
            }
        }

        return found;
    }
}
