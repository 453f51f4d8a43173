using System.Reflection;
using System.Reflection.Emit;

namespace CalicoVxlan.Tests.Architecture;

/// <summary>The types that a type uses: in its members' signatures, its locals, and in what its methods' IL calls and touches.</summary>
internal static class MemberUses
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static f => (OpCode)f.GetValue(null)!).ToDictionary(static o => o.Value);

    public static HashSet<Type> Of(Type type)
    {
        HashSet<Type> uses = [];
        Add(type.BaseType);
        Array.ForEach(type.GetInterfaces(), Add);
        foreach (FieldInfo field in type.GetFields(All))
        {
            Add(field.FieldType);
        }

        foreach (PropertyInfo property in type.GetProperties(All))
        {
            Add(property.PropertyType);
        }

        foreach (MethodBase method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            AddMethod(method);
        }

        return uses;

        void AddMethod(MethodBase method)
        {
            Array.ForEach(method.GetParameters(), p => Add(p.ParameterType));
            Add((method as MethodInfo)?.ReturnType);
            foreach (LocalVariableInfo local in method.GetMethodBody()?.LocalVariables ?? [])
            {
                Add(local.LocalType);
            }

            foreach (MemberInfo member in Touched(method))
            {
                Add(member as Type ?? member.DeclaringType);
                Add((member as FieldInfo)?.FieldType);
                Add((member as MethodInfo)?.ReturnType);
            }
        }

        void Add(Type? used)
        {
            if (used is null)
            {
                return;
            }

            if (used.HasElementType)
            {
                Add(used.GetElementType());
            }
            else if (uses.Add(used.IsGenericType ? used.GetGenericTypeDefinition() : used))
            {
                Array.ForEach(used.GetGenericArguments(), Add);
            }
        }
    }

    private static IEnumerable<MemberInfo> Touched(MethodBase method)
    {
        byte[] il = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int at = 0; at < il.Length;)
        {
            short value = il[at++];
            OpCode code = OpCodesByValue[value == 0xfe ? (short)((value << 8) | il[at++]) : value];
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                Type[]? ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
                yield return method.Module.ResolveMember(BitConverter.ToInt32(il, at), method.DeclaringType!.GetGenericArguments(), ofMethod)!;
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }
}
