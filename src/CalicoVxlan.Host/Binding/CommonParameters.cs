using System.Management.Automation;

namespace CalicoVxlan.Host.Binding;

/// <summary>What to do with what a command says beside its objects.</summary>
public enum ActionPreference
{
    SilentlyContinue,
    Stop,
    Continue,
    Inquire,
    Ignore,
}

/// <summary>The parameters that every command has; a class like a cmdlet's, so that they are bound like any other.</summary>
internal sealed class CommonParameters : Cmdlet
{
    [Parameter]
    [Alias("vb")]
    public SwitchParameter Verbose { get; set; }

    [Parameter]
    [Alias("db")]
    public SwitchParameter Debug { get; set; }

    [Parameter]
    [Alias("ea")]
    public ActionPreference ErrorAction { get; set; } = ActionPreference.Continue;

    [Parameter]
    [Alias("wa")]
    public ActionPreference WarningAction { get; set; } = ActionPreference.Continue;

    [Parameter]
    [Alias("infa")]
    public ActionPreference InformationAction { get; set; } = ActionPreference.SilentlyContinue;

    [Parameter]
    [Alias("proga")]
    public ActionPreference ProgressAction { get; set; } = ActionPreference.Continue;
}

/// <summary>Those of commands that change something.</summary>
internal sealed class ShouldProcessParameters : Cmdlet
{
    [Parameter]
    [Alias("wi")]
    public SwitchParameter WhatIf { get; set; }

    [Parameter]
    [Alias("cf")]
    public SwitchParameter Confirm { get; set; }
}
