namespace System.Management.Automation;

/// <summary>How much an action changes: what -Confirm is asked for by itself.</summary>
public enum ConfirmImpact
{
    None,
    Low,
    Medium,
    High,
}

/// <summary>Base of the attributes that the binder reads.</summary>
public abstract class CmdletMetadataAttribute : Attribute;

/// <summary>Names a cmdlet.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CmdletAttribute(string verbName, string nounName) : CmdletMetadataAttribute
{
    public string VerbName { get; } = verbName;

    public string NounName { get; } = nounName;

    public string? DefaultParameterSetName { get; set; }

    public bool SupportsShouldProcess { get; set; }

    public bool SupportsPaging { get; set; }

    public bool SupportsTransactions { get; set; }

    public ConfirmImpact ConfirmImpact { get; set; } = ConfirmImpact.Medium;

    public string? HelpUri { get; set; }
}

/// <summary>Makes a property a parameter, once for each parameter set.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = true)]
public sealed class ParameterAttribute : CmdletMetadataAttribute
{
    public const string AllParameterSets = "__AllParameterSets";

    public string ParameterSetName { get; set; } = AllParameterSets;

    public int Position { get; set; } = int.MinValue;

    public bool Mandatory { get; set; }

    public bool ValueFromPipeline { get; set; }

    public bool ValueFromPipelineByPropertyName { get; set; }

    public bool ValueFromRemainingArguments { get; set; }

    public bool DontShow { get; set; }

    public string? HelpMessage { get; set; }
}

/// <summary>Other names of a parameter or a cmdlet.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class AliasAttribute(params string[] aliasNames) : CmdletMetadataAttribute
{
    public IList<string> AliasNames { get; } = aliasNames;
}

/// <summary>What a cmdlet writes.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class OutputTypeAttribute : CmdletMetadataAttribute
{
    public OutputTypeAttribute(params Type[] type) => Type = type;

    public OutputTypeAttribute(params string[] type) => TypeNames = type;

    public Type[] Type { get; } = [];

    public string[] TypeNames { get; } = [];

    public string[]? ParameterSetName { get; set; }

    public string? ProviderCmdlet { get; set; }
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SupportsWildcardsAttribute : CmdletMetadataAttribute;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AllowNullAttribute : CmdletMetadataAttribute;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AllowEmptyStringAttribute : CmdletMetadataAttribute;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AllowEmptyCollectionAttribute : CmdletMetadataAttribute;

/// <summary>What the engine offers to attributes: where the session is.</summary>
public sealed class EngineIntrinsics
{
    internal EngineIntrinsics()
    {
    }

    public SessionState SessionState { get; } = new();
}

/// <summary>Changes an argument before it is converted.</summary>
public abstract class ArgumentTransformationAttribute : CmdletMetadataAttribute
{
    public virtual bool TransformNullOptionalParameters => true;

    public abstract object Transform(EngineIntrinsics engineIntrinsics, object inputData);
}
