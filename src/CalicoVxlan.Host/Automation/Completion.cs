using System.Collections;

namespace System.Management.Automation
{
    using System.Management.Automation.Language;

    public enum CompletionResultType
    {
        Text,
        History,
        Command,
        ProviderItem,
        ProviderContainer,
        Property,
        Method,
        ParameterName,
        ParameterValue,
        Variable,
        Namespace,
        Type,
        Keyword,
        DynamicKeyword,
    }

    /// <summary>One thing that the word under the cursor can become.</summary>
    public class CompletionResult(string completionText, string listItemText, CompletionResultType resultType, string toolTip)
    {
        public CompletionResult(string completionText)
            : this(completionText, completionText, CompletionResultType.Text, completionText)
        {
        }

        public string CompletionText { get; } = completionText;

        public string ListItemText { get; } = listItemText;

        public CompletionResultType ResultType { get; } = resultType;

        public string ToolTip { get; } = toolTip;
    }

    public interface IArgumentCompleter
    {
        IEnumerable<CompletionResult> CompleteArgument(
            string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters);
    }

    /// <summary>Says which class completes a parameter's values.</summary>
    [AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = false)]
    public class ArgumentCompleterAttribute(Type type) : Attribute
    {
        public Type Type { get; } = type;
    }

    /// <summary>Fixed values that completion offers.</summary>
    [AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = false)]
    public class ArgumentCompletionsAttribute(params string[] completions) : Attribute
    {
        internal string[] Completions { get; } = completions;
    }
}

namespace System.Management.Automation.Language
{
    /// <summary>The command line being completed; no more than a name here.</summary>
    public class CommandAst
    {
        internal CommandAst(string text) => Text = text;

        internal string Text { get; }

        public override string ToString() => Text;
    }
}
