using System.Management.Automation;
using CalicoVxlan.Host.Binding;

namespace CalicoVxlan.Host.Help;

/// <summary>How a command is written, a line for each parameter set, as its class says.</summary>
internal static class SyntaxText
{
    public static IEnumerable<string> Of(CommandType type)
    {
        IEnumerable<uint> sets = type.SetNames.Count == 0 ? [uint.MaxValue] : type.SetNames.Select(static (_, i) => 1u << i).OrderByDescending(s => s == type.DefaultSet);
        foreach (uint set in sets)
        {
            yield return type.Name + string.Concat(Ordered(type, set).Select(p => " " + Parameter(p.Info, p.Slot)))
                + (type.Cmdlet.SupportsShouldProcess ? " [-WhatIf] [-Confirm]" : "") + " [<CommonParameters>]";
        }
    }

    /// <summary>Names and values as in <c>int[]</c>; a switch has none.</summary>
    public static string Value(ParameterInfo parameter) => parameter.IsSwitch ? "" : $"<{ValueConverter.Friendly(parameter.Type)}>";

    // By position first, then what must be given, then the rest.
    private static IEnumerable<(ParameterInfo Info, ParameterAttribute Slot)> Ordered(CommandType type, uint set) => type.Parameters
        .Select(p => (Info: p, Slot: p.In(set)))
        .Where(static p => p.Slot is { DontShow: false })
        .Select(static p => (p.Info, Slot: p.Slot!))
        .OrderBy(static p => p.Slot.Position >= 0 ? p.Slot.Position : int.MaxValue)
        .ThenBy(static p => !p.Slot.Mandatory);

    private static string Parameter(ParameterInfo parameter, ParameterAttribute slot)
    {
        string name = "-" + parameter.Name;
        string value = Value(parameter);
        name = slot.Position >= 0 && value.Length > 0 ? $"[{name}]" : name;
        string text = value.Length > 0 ? name + " " + value : name;
        return slot.Mandatory ? text : $"[{text}]";
    }
}
