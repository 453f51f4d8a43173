namespace System.Management.Automation;

/// <summary>An error that ends a command.</summary>
public class RuntimeException : SystemException, IContainsErrorRecord
{
    private ErrorRecord? record;

    public RuntimeException()
    {
    }

    public RuntimeException(string message)
        : base(message)
    {
    }

    public RuntimeException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public RuntimeException(string message, Exception? innerException, ErrorRecord errorRecord)
        : base(message, innerException) => record = errorRecord;

    public virtual ErrorRecord ErrorRecord => record ??= new ErrorRecord(this, GetType().Name, ErrorCategory.NotSpecified, null);
}

public class PSInvalidOperationException : InvalidOperationException
{
    public PSInvalidOperationException()
    {
    }

    public PSInvalidOperationException(string message)
        : base(message)
    {
    }

    public PSInvalidOperationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

public class PSArgumentException : ArgumentException
{
    public PSArgumentException()
    {
    }

    public PSArgumentException(string message)
        : base(message)
    {
    }

    public PSArgumentException(string message, string paramName)
        : base(message, paramName)
    {
    }

    public PSArgumentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Thrown from WriteObject and its like when the pipeline is stopped.</summary>
public class PipelineStoppedException : RuntimeException
{
    public PipelineStoppedException()
        : base("The pipeline has been stopped.")
    {
    }
}

public class ItemNotFoundException : RuntimeException
{
    public ItemNotFoundException()
    {
    }

    public ItemNotFoundException(string message)
        : base(message)
    {
    }

    public ItemNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A command that does not exist.</summary>
public class CommandNotFoundException : RuntimeException
{
    internal CommandNotFoundException(string name, string message)
        : base(message) =>
        ErrorRecord = new ErrorRecord(this, nameof(CommandNotFoundException), ErrorCategory.ObjectNotFound, name);

    public override ErrorRecord ErrorRecord { get; }
}

/// <summary>Arguments that do not fit a command's parameters.</summary>
public class ParameterBindingException : RuntimeException
{
    internal ParameterBindingException(string errorId, string message, string? parameterName = null, Exception? cause = null)
        : base(message, cause)
    {
        ErrorId = errorId;
        ParameterName = parameterName;
        ErrorRecord = new ErrorRecord(this, errorId, errorId switch
        {
            "ParameterArgumentValidationError" or "ParameterArgumentTransformationError" => ErrorCategory.InvalidData,
            _ => ErrorCategory.InvalidArgument,
        }, null);
    }

    public string ErrorId { get; }

    public string? ParameterName { get; }

    public override ErrorRecord ErrorRecord { get; }
}

public class MetadataException : RuntimeException
{
    public MetadataException()
    {
    }

    public MetadataException(string message)
        : base(message)
    {
    }

    public MetadataException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

public class ValidationMetadataException : MetadataException
{
    public ValidationMetadataException()
    {
    }

    public ValidationMetadataException(string message)
        : base(message)
    {
    }

    public ValidationMetadataException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

public class ArgumentTransformationMetadataException : MetadataException
{
    public ArgumentTransformationMetadataException()
    {
    }

    public ArgumentTransformationMetadataException(string message)
        : base(message)
    {
    }

    public ArgumentTransformationMetadataException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
