using System.Collections;
using System.Management.Automation;
using CalicoVxlan.Host.Binding;

namespace CalicoVxlan.Host.Completion;

/// <summary>What a line that is still being written has bound already; what does not fit is passed over.</summary>
internal sealed class BoundSoFar
{
    private readonly CommandType type;
    private readonly List<ParameterInfo> parameters = [];

    private BoundSoFar(CommandType type)
    {
        this.type = type;
        Sets = type.AllSets;
    }

    public IReadOnlyCollection<ParameterInfo> Parameters => parameters;

    public Hashtable Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A named parameter at the end that has no value yet.</summary>
    public ParameterInfo? Open { get; private set; }

    /// <summary>The parameter that the last value went to.</summary>
    public ParameterInfo? Last { get; private set; }

    public uint Sets { get; private set; }

    public static BoundSoFar Read(CommandType type, IReadOnlyList<Token> tokens)
    {
        BoundSoFar bound = new(type);
        ParameterFinder finder = new(type);
        bool listGoesOn = false;
        foreach (Token token in tokens)
        {
            switch (token.Kind)
            {
                case TokenKind.Comma:
                    listGoesOn = true;
                    break;
                case TokenKind.Parameter:
                    bound.Name(finder, token);
                    break;
                case TokenKind.Word when listGoesOn && bound.Last is { } last:
                    bound.Add(last, token.Text);
                    listGoesOn = false;
                    break;
                case TokenKind.Word when (bound.Open ?? bound.NextPositional()) is { } parameter:
                    bound.Take(parameter);
                    bound.Add(parameter, token.Text);
                    bound.Open = null;
                    break;
                default:
                    break;
            }
        }

        return bound;
    }

    public ParameterInfo? NextPositional() => type.Parameters
        .Where(p => !parameters.Contains(p) && (p.Sets & Sets) != 0 && p.Slots.Any(static s => s.Attribute.Position >= 0))
        .OrderBy(static p => p.Slots.Max(static s => s.Attribute.Position))
        .FirstOrDefault();

    private void Name(ParameterFinder finder, Token token)
    {
        try
        {
            ParameterInfo parameter = finder.Find(token.Text);
            Take(parameter);
            Open = parameter.IsSwitch && !token.Colon ? null : parameter;
            if (parameter.IsSwitch)
            {
                Values[parameter.Name] = new SwitchParameter(true);
            }
        }
        catch (ParameterBindingException)
        {
            Open = null;
        }
    }

    private void Take(ParameterInfo parameter)
    {
        if (!parameters.Contains(parameter))
        {
            parameters.Add(parameter);
            Sets = (Sets & parameter.Sets) is > 0 and uint left ? left : Sets;
        }
    }

    private void Add(ParameterInfo parameter, string text)
    {
        Last = parameter;
        Values[parameter.Name] = Values[parameter.Name] switch
        {
            string[] several => (string[])[.. several, text],
            string one => (string[])[one, text],
            _ => text,
        };
    }
}
