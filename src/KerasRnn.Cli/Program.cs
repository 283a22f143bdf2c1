Console.WriteLine("kerasrnn");
