/**
 * Words of which the commonest passwords are made, as everybody who guesses tries them first. Digits and signs round a word do not
 * make it better: they are left out before it is looked up here.
 */
const WORDS = `
abcdef abcdefg abcdefgh abcdefghij abcdefghijk access admin administrator adminadmin america amanda andrea andrew angel angels anthony
apple arsenal ashley asdfgh asdfghjk asdfghjkl asdfghjklqwertyuiop austin babygirl babylon bailey banana barcelona baseball basketball
batman beautiful bigdaddy biteme blessed blink boomer boxoffice brandon broadway butterfly buster camera carlos cassie celtic change
changeit changeme charlie cheese chelsea cherry chester chicago chocolate chris christian christmas classic computer cookie cooper
corvette cowboys crystal curtain dallas daniel danielle default demo diamond dolphin donald donkey dragon eagles eminem england estrella
europe everton explorer family felicity ferrari fireball firebird flower flowers football forever freddie freedom friend friends
fuckyou gateway genius george ginger godisgood goldfish gordon grace guest gunner hacker hammer hannah happy happybirthday harley heather
hello hellohello helloworld hockey holiday horses hottie house hunter iceman iloveyou iloveyouforever iloveyousomuch internet ireland
jackson jasmine jennifer jeremy jessica jesus jesuschrist jordan joseph joshua junior justin killer kissme kitten ladybug lakers lauren
letmein letmeinnow letmeinplease liverpool liverpoolfc london lovely loveme lover loveyou maggie manager manchester manchesterunited
marina marine martin master matrix matthew maverick mercedes merlin michael michelle mickey midnight minecraft monday monkey monster
morgan mother muffin mustang myname nathan newpassword newyork nicholas nicole nintendo nothing office orange pacific panther pass
passphrase passw password passwordpassword passwort patrick peanut people pepper phoenix playboy playstation please pokemon porsche
prince princess private purple qazwsx qazwsxedc qazwsxedcrfv qwaszx qwerty qwertyqwerty qwertyui qwertyuiop qwertz qwertzuiop rabbit
rachel rainbow ranger rangers rebecca redsox richard robert rockstar rockyou samantha samsung samson scooter scotland scorpion secret
secretsecret security senha shadow shannon silver skywalker slipknot smokey snoopy soccer sophie sparky spiderman spring stage stargate
starwars steelers stella steven strawberry summer summertime sunflower sunshine superman superstar supersecret sweetheart taylor teacher
tequila test tester testing testtest theatre theatretickets thomas thunder tickets tigger tinkerbell tomcat toyota trustno trustnoone
turtle twitter tyler unicorn united unknown username valentina vanessa victoria viking wales warcraft welcome welcomehome whatever
whiskey william willow windows winner winter wonderland xxxxxx yamaha yankees yellow zaqwsx zaqxswcdevfr zxcvbn zxcvbnm zxcvbnmasdfghjkl
`;

const COMMON: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ''));

/** What people write for letters to make a word look like none. */
const SWAPS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Whether a password is one of the commonest, or that with digits and signs about it. */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase();
  const bare = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const candidates = [lower, bare].flatMap((one) => {
    const swapped = Array.from(one, (letter) => SWAPS[letter] ?? letter).join('');
    return [one, swapped, lettersOf(one), lettersOf(swapped)];
  });
  return candidates.some((one) => COMMON.has(one) || COMMON.has(onceOf(one))) || isRun(lower);
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}]+/gu, '');

/** "abcabc" is "abc" twice. */
function onceOf(text: string): string {
  const again = `${text}${text}`.indexOf(text, 1);
  return text.slice(0, again);
}

/** One character again and again, or characters that follow one another: 1234567890, zyxwvutsrq. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, at) => code - (codes[at] ?? 0)));
  const [step = 0] = steps;
  return (
    text === '1234567890' || text === '0123456789' || text === '0987654321' || (steps.size === 1 && Math.abs(step) <= 1)
  );
}
